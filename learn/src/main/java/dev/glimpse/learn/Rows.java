package dev.glimpse.learn;

import java.util.Arrays;

/**
 * Vectors of the same length, one after the other.
 *
 * @param length how many numbers each has, at least 1
 * @param values row by row; it is not copied, so leave it as it is
 */
public record Rows(int length, float[] values) {

    public Rows {
        if (length < 1 || values.length % length != 0) {
            throw new IllegalArgumentException(values.length + " numbers are no rows of " + length);
        }
    }

    /** How many vectors there are. */
    public int count() {
        return values.length / length;
    }

    /** A copy of one vector. */
    public float[] row(int number) {
        return Arrays.copyOfRange(values, number * length, (number + 1) * length);
    }
}
