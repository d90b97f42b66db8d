package dev.glimpse.nn.layer;

/**
 * An activation function as a layer of its own.
 *
 * @see <a href="https://keras.io/api/layers/core_layers/activation/">Keras: Activation</a>
 */
public record Activation(LayerInfo info, ActivationFunction function) implements KerasLayer<Activation> {

    @Override
    public Activation with(LayerInfo newInfo) {
        return new Activation(newInfo, function);
    }
}
