package dev.glimpse.nn.layer;

/**
 * The value itself above 0, and {@code alpha · (exp(x) - 1)} below.
 *
 * @param alpha Keras's default is 1
 * @see <a href="https://keras.io/api/layers/activation_layers/elu/">Keras: ELU</a>
 */
public record ELU(LayerInfo info, double alpha) implements KerasLayer<ELU> {

    public ELU {
        Require.finite("elu", "alpha", alpha);
    }

    @Override
    public ELU with(LayerInfo newInfo) {
        return new ELU(newInfo, alpha);
    }

    /** What the output falls to; Keras's {@code alpha}. */
    public ELU alpha(double newAlpha) {
        return new ELU(info, newAlpha);
    }
}
