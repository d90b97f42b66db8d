package dev.glimpse.nn.layer;

/**
 * The product of two or more inputs, value by value.
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/multiply/">Keras: Multiply</a>
 */
public record Multiply(LayerInfo info) implements MergeLayer<Multiply> {

    @Override
    public Multiply with(LayerInfo newInfo) {
        return new Multiply(newInfo);
    }
}
