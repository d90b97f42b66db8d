package dev.glimpse.nn.layer;

/**
 * All values in one row: (height, width, channels) in, (height · width · channels) out.
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/flatten/">Keras: Flatten</a>
 */
public record Flatten(LayerInfo info) implements KerasLayer<Flatten> {

    @Override
    public Flatten with(LayerInfo newInfo) {
        return new Flatten(newInfo);
    }
}
