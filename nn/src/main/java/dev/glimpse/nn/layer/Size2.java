package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;

/**
 * A height and a width, in pixels.
 *
 * @param height at least 1
 * @param width at least 1
 */
public record Size2(int height, int width) {

    /** 1 by 1. */
    public static final Size2 ONE = new Size2(1, 1);

    public Size2 {
        if (height < 1 || width < 1) {
            throw new NnException("a height and a width are at least 1, got " + height + " and " + width);
        }
    }

    /** The same height and width. */
    public static Size2 square(int side) {
        return new Size2(side, side);
    }

    @Override
    public String toString() {
        return height + "x" + width;
    }
}
