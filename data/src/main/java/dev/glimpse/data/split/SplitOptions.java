package dev.glimpse.data.split;

import java.util.Optional;

/**
 * How to split a dataset.
 *
 * @param shares what to keep from learning; without it {@link Shares#usual()}, and what was set by hand stays as it is
 * @param known what was recorded before
 */
public record SplitOptions(Optional<Shares> shares, Splits known) {

    /** The usual shares, and nothing recorded. */
    public static SplitOptions usual() {
        return new SplitOptions(Optional.empty(), Splits.none());
    }

    /**
     * Keeps these parts of the pictures from learning.
     *
     * <p>A split that nobody filled by hand is then also taken out of the pictures that were put into {@code train} by hand,
     * as Keras's {@code validation_split} does; one that somebody filled by hand stays as it is.
     */
    public SplitOptions shares(double validation, double test) {
        return new SplitOptions(Optional.of(new Shares(validation, test)), known);
    }

    /** Keeps the splits that pictures got before. */
    public SplitOptions known(Splits recorded) {
        return new SplitOptions(shares, recorded);
    }
}
