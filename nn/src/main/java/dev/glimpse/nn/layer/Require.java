package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;

/** What the numbers of a layer have to satisfy. */
final class Require {

    private Require() {}

    static void positive(String layer, String what, int value) {
        if (value < 1) {
            throw new NnException(layer + " needs " + what + " of at least 1, got " + value);
        }
    }

    static void positive(String layer, String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new NnException(layer + " needs " + what + " above 0, got " + value);
        }
    }

    static void atLeastZero(String layer, String what, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new NnException(layer + " needs " + what + " of at least 0, got " + value);
        }
    }

    static void share(String layer, String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new NnException(layer + " needs " + what + " from 0 to 1, got " + value);
        }
    }

    static void finite(String layer, String what, double value) {
        if (!Double.isFinite(value)) {
            throw new NnException(layer + " needs a finite " + what + ", got " + value);
        }
    }
}
