package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.Optional;

/**
 * One weight that a layer has: the single source for counting, building and saving.
 *
 * @param name Keras's name within the layer, such as {@code kernel}
 * @param shape in Keras's layout, such as (height, width, in, out) for a convolution's kernel
 * @param initializer gives the first values
 * @param role whether it learns
 * @param regularizer what the weight costs
 * @param constraint what the weight has to be after each step of a training
 */
public record WeightSpec(
        String name,
        Shape shape,
        Initializer initializer,
        Role role,
        Optional<Regularizer> regularizer,
        Optional<Constraint> constraint) {

    /** So many that no machine holds them, and few enough to be counted. */
    private static final double MOST = 1L << 53;

    /** Checks that the numbers can be counted. */
    public WeightSpec {
        if (Require.count(shape) > MOST) {
            throw new NnException("a weight \"" + name + "\" of shape " + shape + " is beyond all limits");
        }
    }

    /** Whether a weight can learn. */
    public enum Role {
        /** By gradients, unless its layer is frozen. */
        TRAINABLE,
        /** It is kept by the layer itself, such as a moving mean. */
        STATE,
        /** It is a whole number that the layer keeps, such as how many samples it has seen. */
        COUNT
    }

    /** How many bytes its numbers have in memory and in files: 4 each, or 8 for whole ones, as in Keras. */
    public long bytes() {
        return shape.count() * (role == Role.COUNT ? Long.BYTES : Float.BYTES);
    }

    static WeightSpec trainable(String name, Shape shape, Parameter parameter) {
        return new WeightSpec(
                name, shape, parameter.initializer(), Role.TRAINABLE, parameter.regularizer(), parameter.constraint());
    }

    static WeightSpec state(String name, Shape shape, Initializer initializer) {
        return new WeightSpec(name, shape, initializer, Role.STATE, Optional.empty(), Optional.empty());
    }
}
