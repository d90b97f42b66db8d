package dev.glimpse.nn.layer;

/**
 * The mean of two or more inputs, value by value.
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/average/">Keras: Average</a>
 */
public record Average(LayerInfo info) implements MergeLayer<Average> {

    @Override
    public Average with(LayerInfo newInfo) {
        return new Average(newInfo);
    }
}
