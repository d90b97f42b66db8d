package dev.glimpse.nn.layer;

import java.util.Optional;

/**
 * A layer that may add a bias.
 *
 * @param <L> the layer itself
 */
public sealed interface WithBias<L> permits Dense, Conv2D, Conv2DTranspose, DepthwiseConv2D, SeparableConv2D {

    /** How the bias begins, and what it costs; empty if there is none. */
    Optional<Parameter> bias();

    /** This layer with a bias. */
    L bias(Parameter bias);

    /** This layer without a bias; Keras's {@code use_bias=False}. */
    L noBias();

    /** Other first values for the bias; Keras's {@code bias_initializer}. */
    default L biasInitializer(Initializer initializer) {
        return bias(bias().orElse(Parameter.BIAS).with(initializer));
    }

    /** What the bias has to be after each step; Keras's {@code bias_constraint}. */
    default L biasConstraint(Constraint constraint) {
        return bias(bias().orElse(Parameter.BIAS).with(constraint));
    }

    /** A cost for the bias; Keras's {@code bias_regularizer}. */
    default L biasRegularizer(Regularizer regularizer) {
        return bias(bias().orElse(Parameter.BIAS).with(regularizer));
    }
}
