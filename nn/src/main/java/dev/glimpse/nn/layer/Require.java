package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;

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

    /** A Java array has at most 2,147,483,647 numbers; an input or output of one sample has to fit into one. */
    static void holdable(String layer, Shape shape) {
        if (count(shape) > Integer.MAX_VALUE) {
            throw new NnException(layer + " would have " + (long) count(shape) + " values a sample, as " + shape
                    + ": at most " + Integer.MAX_VALUE + " can be held");
        }
    }

    /** How many numbers an array has, however many: as a floating-point number, which does not overflow. */
    static double count(Shape shape) {
        double count = 1;
        for (int size : shape.toArray()) {
            count *= size;
        }
        return count;
    }

    static void finite(String layer, String what, double value) {
        if (!Double.isFinite(value)) {
            throw new NnException(layer + " needs a finite " + what + ", got " + value);
        }
    }
}
