package dev.glimpse.nn.layer;

/**
 * The value itself above 0, and {@code negativeSlope} times it below.
 *
 * @param negativeSlope at least 0; Keras's default is 0.3
 * @see <a href="https://keras.io/api/layers/activation_layers/leaky_relu/">Keras: LeakyReLU</a>
 */
public record LeakyReLU(LayerInfo info, double negativeSlope) implements KerasLayer<LeakyReLU> {

    public LeakyReLU {
        Require.atLeastZero("leaky_relu", "a negative slope", negativeSlope);
    }

    @Override
    public LeakyReLU with(LayerInfo newInfo) {
        return new LeakyReLU(newInfo, negativeSlope);
    }

    /** How the output falls below 0; Keras's {@code negative_slope}. */
    public LeakyReLU negativeSlope(double slope) {
        return new LeakyReLU(info, slope);
    }
}
