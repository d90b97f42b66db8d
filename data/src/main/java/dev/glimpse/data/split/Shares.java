package dev.glimpse.data.split;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import java.util.Locale;

/**
 * Which parts of the pictures to keep from learning; the rest is learnt from.
 *
 * @param validation the part that steers the training, from 0 to below 1
 * @param test the part that is kept away until the end, from 0 to below 1
 */
public record Shares(double validation, double test) {

    public Shares {
        if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "validation and test shares are 0 or more and leave something to learn from, got %s and %s",
                    validation,
                    test));
        }
    }

    /** 15 % for validation and 15 % for the test. */
    public static Shares usual() {
        return new Shares(0.15, 0.15);
    }

    /** The part of one split. */
    public double of(Split split) {
        return switch (split) {
            case TRAIN -> 1 - validation - test;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }
}
