package dev.glimpse.nn.layer;

/**
 * The larger of two or more inputs, value by value.
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/maximum/">Keras: Maximum</a>
 */
public record Maximum(LayerInfo info) implements MergeLayer<Maximum> {

    @Override
    public Maximum with(LayerInfo newInfo) {
        return new Maximum(newInfo);
    }
}
