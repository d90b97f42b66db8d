package dev.glimpse.nn.layer;

/**
 * The smaller of two or more inputs, value by value.
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/minimum/">Keras: Minimum</a>
 */
public record Minimum(LayerInfo info) implements MergeLayer<Minimum> {

    @Override
    public Minimum with(LayerInfo newInfo) {
        return new Minimum(newInfo);
    }
}
