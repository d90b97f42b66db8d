package dev.glimpse.classifier.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A number that was measured several times.
 *
 * @param mean of the measurements
 * @param deviation their sample deviation, with one less than their number as divisor (NumPy's {@code std(ddof=1)}); none of a single one
 * @param of how many measurements there are, at least 1
 */
public record Estimate(double mean, OptionalDouble deviation, int of) {

    /** The estimate that these measurements give. */
    public static Estimate of(double... measurements) {
        if (measurements.length == 0) {
            throw new IllegalArgumentException("an estimate takes at least one measurement");
        }
        double mean = Arrays.stream(measurements).average().orElseThrow();
        double squares = Arrays.stream(measurements)
                .map(measured -> (measured - mean) * (measured - mean))
                .sum();
        return new Estimate(
                mean,
                measurements.length == 1
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Math.sqrt(squares / (measurements.length - 1))),
                measurements.length);
    }

    /** The estimate that these measurements give. */
    public static Estimate of(List<Double> measurements) {
        return of(measurements.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Such as {@code 89.7 ± 1.2 %}, for a share. */
    public String percent() {
        return words(100, 1) + " %";
    }

    /** Such as {@code 0.3126 ± 0.0213}. */
    public String words(int decimals) {
        return words(1, decimals);
    }

    private String words(double factor, int decimals) {
        String form = "%." + decimals + "f";
        String first = String.format(Locale.ROOT, form, factor * mean);
        return deviation.isEmpty()
                ? first
                : first + " ± " + String.format(Locale.ROOT, form, factor * deviation.getAsDouble());
    }
}
