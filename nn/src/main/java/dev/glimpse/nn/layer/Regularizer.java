package dev.glimpse.nn.layer;

/**
 * What a weight adds to the loss for being far from zero.
 *
 * @see <a href="https://keras.io/api/layers/regularizers/">Keras regularizers</a>
 */
public sealed interface Regularizer {

    /** The sum of the absolute values, times {@code l1}. */
    record L1(double l1) implements Regularizer {
        public L1 {
            Require.atLeastZero("L1", "l1", l1);
        }
    }

    /** The sum of the squares, times {@code l2}. */
    record L2(double l2) implements Regularizer {
        public L2 {
            Require.atLeastZero("L2", "l2", l2);
        }
    }

    /** Both sums. */
    record L1L2(double l1, double l2) implements Regularizer {
        public L1L2 {
            Require.atLeastZero("L1L2", "l1", l1);
            Require.atLeastZero("L1L2", "l2", l2);
        }
    }

    /** The sum of the absolute values, times {@code factor} (Keras's default is 0.01). */
    static Regularizer l1(double factor) {
        return new L1(factor);
    }

    /** The sum of the squares, times {@code factor} (Keras's default is 0.01). */
    static Regularizer l2(double factor) {
        return new L2(factor);
    }
}
