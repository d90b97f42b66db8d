package dev.glimpse.nn.train;

import java.util.Optional;

/**
 * How numbers are spread: how many fall into each of up to 30 ranges of one width, as many as TensorFlow takes.
 *
 * @param sum of all numbers
 * @param sumOfSquares of all numbers
 * @param limits the upper end of each range
 * @param counts how many numbers each range has
 */
record Histogram(double min, double max, double sum, double sumOfSquares, double[] limits, double[] counts) {

    private static final int RANGES = 30;

    /** The spread of all finite ones among these numbers, if there are any. */
    static Optional<Histogram> of(float[] numbers) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double sumOfSquares = 0;
        for (float number : numbers) {
            if (Float.isFinite(number)) {
                min = Math.min(min, number);
                max = Math.max(max, number);
                sum += number;
                sumOfSquares += (double) number * number;
            }
        }
        if (min > max) {
            return Optional.empty();
        }
        int ranges = min == max ? 1 : RANGES;
        double width = (max - min) / ranges;
        double[] limits = new double[ranges];
        double[] counts = new double[ranges];
        for (int i = 0; i < ranges; i++) {
            limits[i] = i == ranges - 1 ? max : min + (i + 1) * width;
        }
        for (float number : numbers) {
            if (Float.isFinite(number)) {
                counts[ranges == 1 ? 0 : Math.min(ranges - 1, (int) ((number - min) / width))]++;
            }
        }
        return Optional.of(new Histogram(min, max, sum, sumOfSquares, limits, counts));
    }

    double count() {
        double count = 0;
        for (double each : counts) {
            count += each;
        }
        return count;
    }

    ProtoMessage toProto() {
        return new ProtoMessage()
                .number(1, min)
                .number(2, max)
                .number(3, count())
                .number(4, sum)
                .number(5, sumOfSquares)
                .numbers(6, limits)
                .numbers(7, counts);
    }
}
