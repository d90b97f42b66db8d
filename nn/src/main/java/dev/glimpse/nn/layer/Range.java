package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;

/**
 * From where to where something is drawn evenly, both ends included.
 *
 * @param lower at most {@code upper}
 * @param upper at least {@code lower}
 */
public record Range(double lower, double upper) {

    public Range {
        if (!(lower <= upper) || Double.isInfinite(lower) || Double.isInfinite(upper)) {
            throw new NnException("a range goes up, got " + lower + " to " + upper);
        }
    }

    /** From {@code -size} to {@code size}. */
    public static Range around(double size) {
        return new Range(-Math.abs(size), Math.abs(size));
    }
}
