package dev.glimpse.nn.optimizer;

import dev.glimpse.nn.NnException;

/** Checks that settings lie in their ranges. NaN lies in none. */
final class Ranges {

    private Ranges() {}

    static void aboveZero(String what, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, what, "above 0", value);
    }

    static void atLeastZero(String what, double value) {
        require(value >= 0 && value < Double.POSITIVE_INFINITY, what, "0 or more", value);
    }

    static void share(String what, double value) {
        require(value >= 0 && value <= 1, what, "between 0 and 1", value);
    }

    static void decay(String what, double value) {
        require(value >= 0 && value < 1, what, "at least 0 and below 1", value);
    }

    private static void require(boolean holds, String what, String range, double value) {
        if (!holds) {
            throw new NnException(what + " is " + range + ", got " + value);
        }
    }
}
