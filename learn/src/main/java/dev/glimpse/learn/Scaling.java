package dev.glimpse.learn;

import java.util.Arrays;

/**
 * How numbers are brought to mean 0 and deviation 1, each by itself; those that never change become 0.
 *
 * @param mean what is taken away
 * @param factor what the rest is multiplied with: 0 for a number that never changes
 */
record Scaling(float[] mean, float[] factor) {

    /** One that leaves everything as it is. */
    static Scaling none(int length) {
        var factor = new float[length];
        Arrays.fill(factor, 1);
        return new Scaling(new float[length], factor);
    }

    static Scaling of(Rows rows) {
        int length = rows.length();
        int count = rows.count();
        float[] values = rows.values();
        var mean = new double[length];
        for (int i = 0; i < values.length; i++) {
            mean[i % length] += values[i] / count;
        }
        var variance = new double[length];
        for (int i = 0; i < values.length; i++) {
            double off = values[i] - mean[i % length];
            variance[i % length] += off * off / count;
        }
        var means = new float[length];
        var factors = new float[length];
        for (int i = 0; i < length; i++) {
            means[i] = (float) mean[i];
            double deviation = Math.sqrt(variance[i]);
            boolean changes = deviation > 1e-6 * Math.abs(mean[i]) && deviation > 1e-30;
            factors[i] = changes ? (float) (1 / deviation) : 0;
        }
        return new Scaling(means, factors);
    }

    /** One number alone, as its deviation or, where it never changes, 1. */
    static float deviation(float[] numbers, double mean) {
        double variance = 0;
        for (float number : numbers) {
            variance += (number - mean) * (number - mean) / numbers.length;
        }
        double deviation = Math.sqrt(variance);
        return deviation > 1e-6 * Math.abs(mean) && deviation > 1e-30 ? (float) deviation : 1;
    }

    static double mean(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    Rows apply(Rows rows) {
        int length = rows.length();
        float[] values = Arrays.copyOf(rows.values(), rows.values().length);
        for (int start = 0; start < values.length; start += length) {
            for (int i = 0; i < length; i++) {
                values[start + i] = (values[start + i] - mean[i]) * factor[i];
            }
        }
        return new Rows(length, values);
    }
}
