package dev.glimpse.classifier.confidence;

import java.util.Arrays;

/**
 * Where some numbers lie: what others are measured by.
 *
 * @param mean finite
 * @param deviation the standard deviation, above 0
 */
public record Spread(double mean, double deviation) {

    private static final double LEAST = 1e-6;

    public Spread {
        if (!Double.isFinite(mean) || !(deviation > 0) || !Double.isFinite(deviation)) {
            throw new IllegalArgumentException(
                    "a spread has a mean and a deviation above 0, got " + mean + " and " + deviation);
        }
    }

    /** That of some numbers, at least one; the deviation of equal ones is a millionth. */
    public static Spread of(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElseThrow();
        double variance = Arrays.stream(numbers)
                .map(number -> (number - mean) * (number - mean))
                .average()
                .orElseThrow();
        return new Spread(mean, Math.max(LEAST, Math.sqrt(variance)));
    }

    /** How many deviations a number lies above the mean. */
    public double of(double number) {
        return (number - mean) / deviation;
    }
}
