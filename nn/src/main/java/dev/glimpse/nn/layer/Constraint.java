package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.List;

/**
 * What a weight has to be after each step of a training: it is brought there.
 *
 * <p>A norm is the square root of the sum of the squares along some axes of the weight in Keras's layout, counted from 0.
 * Along axis 0, the kernel of a dense layer has one norm a unit; along 0, 1 and 2, that of a convolution one a filter.
 *
 * @see <a href="https://keras.io/api/layers/constraints/">Keras constraints</a>
 */
public sealed interface Constraint {

    /** Norms are at most this. */
    record MaxNorm(double maxValue, List<Integer> axes) implements Constraint {
        public MaxNorm {
            axes = some("MaxNorm", axes);
            Require.atLeastZero("MaxNorm", "a max value", maxValue);
        }
    }

    /** No number is below 0. */
    record NonNeg() implements Constraint {}

    /** Norms are 1. */
    record UnitNorm(List<Integer> axes) implements Constraint {
        public UnitNorm {
            axes = some("UnitNorm", axes);
        }
    }

    /**
     * Norms come nearer to a range, or into it.
     *
     * @param rate which share of the way a norm goes at each step, from 0 to 1
     */
    record MinMaxNorm(double minValue, double maxValue, double rate, List<Integer> axes) implements Constraint {
        public MinMaxNorm {
            axes = some("MinMaxNorm", axes);
            Require.atLeastZero("MinMaxNorm", "a min value", minValue);
            Require.atLeastZero("MinMaxNorm", "a max value", maxValue);
            Require.share("MinMaxNorm", "a rate", rate);
        }
    }

    /** Norms along axis 0 are at most this; Keras's {@code max_norm}. */
    static Constraint maxNorm(double maxValue) {
        return new MaxNorm(maxValue, List.of(0));
    }

    private static List<Integer> some(String constraint, List<Integer> axes) {
        if (axes.isEmpty()) {
            throw new NnException(constraint + " needs at least one axis, got none");
        }
        return List.copyOf(axes);
    }
}
