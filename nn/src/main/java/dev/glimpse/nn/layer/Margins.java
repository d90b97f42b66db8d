package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;

/**
 * The rows and columns at the border of a picture that are added or taken away.
 *
 * @param top rows, at least 0
 * @param bottom rows, at least 0
 * @param left columns, at least 0
 * @param right columns, at least 0
 */
public record Margins(int top, int bottom, int left, int right) {

    /** None at all. */
    public static final Margins NONE = new Margins(0, 0, 0, 0);

    public Margins {
        if (top < 0 || bottom < 0 || left < 0 || right < 0) {
            throw new NnException("margins are 0 or more, got top " + top + ", bottom " + bottom + ", left " + left
                    + ", right " + right);
        }
    }

    /** The same on each side. */
    public static Margins all(int size) {
        return new Margins(size, size, size, size);
    }
}
