package dev.glimpse.nn.layer;

/**
 * The sum of two or more inputs.
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/add/">Keras: Add</a>
 */
public record Add(LayerInfo info) implements MergeLayer<Add> {

    @Override
    public Add with(LayerInfo newInfo) {
        return new Add(newInfo);
    }
}
