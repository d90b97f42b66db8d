package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import java.util.Optional;

/**
 * Where the first values of a weight come from.
 *
 * <p>A seed of its own fixes them; without one they follow from the seed that the model is built with.
 *
 * @see <a href="https://keras.io/api/layers/initializers/">Keras initializers</a>
 */
public sealed interface Initializer {

    /** All 0. */
    record Zeros() implements Initializer {}

    /** All 1. */
    record Ones() implements Initializer {}

    /** All the same. */
    record Constant(double value) implements Initializer {
        public Constant {
            Require.finite("Constant", "value", value);
        }
    }

    /** Drawn from a normal distribution; Keras's defaults are 0 and 0.05. */
    record RandomNormal(double mean, double stddev, Optional<Seed> seed) implements Initializer {
        public RandomNormal {
            Require.atLeastZero("RandomNormal", "a stddev", stddev);
        }
    }

    /** Drawn evenly from {@code minval} to {@code maxval}; Keras's defaults are -0.05 and 0.05. */
    record RandomUniform(double minval, double maxval, Optional<Seed> seed) implements Initializer {
        public RandomUniform {
            Require.atLeastZero("RandomUniform", "a distance from minval to maxval", maxval - minval);
        }
    }

    /** Drawn from a normal distribution, and again while further than two deviations from the mean. */
    record TruncatedNormal(double mean, double stddev, Optional<Seed> seed) implements Initializer {
        public TruncatedNormal {
            Require.atLeastZero("TruncatedNormal", "a stddev", stddev);
        }
    }

    /**
     * Drawn with a variance of {@code scale / n}, where n counts the values that go into or come out of one unit.
     *
     * <p>Glorot's, He's and LeCun's initializers are settings of this one.
     */
    record VarianceScaling(double scale, Mode mode, Distribution distribution, Optional<Seed> seed)
            implements Initializer {
        public VarianceScaling {
            Require.positive("VarianceScaling", "a scale", scale);
        }

        /** The n of the variance, for a weight of this shape; at least 1. */
        public double fan(Shape shape) {
            double in = fanIn(shape);
            double out = fanOut(shape);
            return Math.max(
                    1,
                    switch (mode) {
                        case FAN_IN -> in;
                        case FAN_OUT -> out;
                        case FAN_AVG -> (in + out) / 2;
                    });
        }

        private static double fanIn(Shape shape) {
            return switch (shape.rank()) {
                case 0 -> 1;
                case 1 -> shape.size(0);
                default -> (double) shape.count() / shape.size(-1);
            };
        }

        private static double fanOut(Shape shape) {
            return switch (shape.rank()) {
                case 0 -> 1;
                case 1 -> shape.size(0);
                default -> (double) shape.count() / shape.size(-2);
            };
        }
    }

    /** A random orthogonal matrix times {@code gain}, from a QR decomposition; all axes but the last are one. */
    record Orthogonal(double gain, Optional<Seed> seed) implements Initializer {}

    /** The identity matrix times {@code gain}, for a weight with two axes. */
    record Identity(double gain) implements Initializer {}

    /** Which values {@link VarianceScaling} counts. */
    enum Mode {
        /** Those that go into a unit. */
        FAN_IN,
        /** Those that come out. */
        FAN_OUT,
        /** The mean of both. */
        FAN_AVG
    }

    /** What {@link VarianceScaling} draws from. */
    enum Distribution {
        /** A normal distribution cut at two deviations, widened so that its variance is as promised. */
        TRUNCATED_NORMAL,
        /** A normal distribution. */
        UNTRUNCATED_NORMAL,
        /** An even distribution. */
        UNIFORM
    }

    /** Glorot and Bengio's (2010), evenly distributed: Keras's default for kernels. */
    static VarianceScaling glorotUniform() {
        return scaling(1, Mode.FAN_AVG, Distribution.UNIFORM);
    }

    /** Glorot and Bengio's (2010), from a cut normal distribution. */
    static VarianceScaling glorotNormal() {
        return scaling(1, Mode.FAN_AVG, Distribution.TRUNCATED_NORMAL);
    }

    /** He's and others' (2015), evenly distributed. */
    static VarianceScaling heUniform() {
        return scaling(2, Mode.FAN_IN, Distribution.UNIFORM);
    }

    /** He's and others' (2015), from a cut normal distribution. */
    static VarianceScaling heNormal() {
        return scaling(2, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL);
    }

    /** LeCun's and others' (1998), evenly distributed. */
    static VarianceScaling lecunUniform() {
        return scaling(1, Mode.FAN_IN, Distribution.UNIFORM);
    }

    /** LeCun's and others' (1998), from a cut normal distribution. */
    static VarianceScaling lecunNormal() {
        return scaling(1, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL);
    }

    private static VarianceScaling scaling(double scale, Mode mode, Distribution distribution) {
        return new VarianceScaling(scale, mode, distribution, Optional.empty());
    }
}
