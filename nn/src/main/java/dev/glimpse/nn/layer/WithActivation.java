package dev.glimpse.nn.layer;

/**
 * A layer that ends in an activation function.
 *
 * @param <L> the layer itself
 */
public sealed interface WithActivation<L> permits Dense, Conv2D, Conv2DTranspose, DepthwiseConv2D, SeparableConv2D {

    /** The activation function that the layer ends in. */
    ActivationFunction activation();

    /** This layer with another activation function; Keras's {@code activation}. */
    L activation(ActivationFunction function);

    /** Ends in {@link ActivationFunction#RELU}. */
    default L relu() {
        return activation(ActivationFunction.RELU);
    }

    /** Ends in {@link ActivationFunction#SOFTMAX}. */
    default L softmax() {
        return activation(ActivationFunction.SOFTMAX);
    }

    /** Ends in {@link ActivationFunction#SIGMOID}. */
    default L sigmoid() {
        return activation(ActivationFunction.SIGMOID);
    }

    /** Ends in {@link ActivationFunction#TANH}. */
    default L tanh() {
        return activation(ActivationFunction.TANH);
    }

    /** Ends in {@link ActivationFunction#ELU}. */
    default L elu() {
        return activation(ActivationFunction.ELU);
    }

    /** Ends in {@link ActivationFunction#GELU}. */
    default L gelu() {
        return activation(ActivationFunction.GELU);
    }

    /** Ends in {@link ActivationFunction#SILU}, also called swish. */
    default L silu() {
        return activation(ActivationFunction.SILU);
    }
}
