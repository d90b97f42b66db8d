package dev.glimpse.nn.layer;

/**
 * The first of two inputs less the second.
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/subtract/">Keras: Subtract</a>
 */
public record Subtract(LayerInfo info) implements MergeLayer<Subtract> {

    @Override
    public Subtract with(LayerInfo newInfo) {
        return new Subtract(newInfo);
    }
}
