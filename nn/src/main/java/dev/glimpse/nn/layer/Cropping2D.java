package dev.glimpse.nn.layer;

/**
 * A picture without some of its outer rows and columns.
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/cropping2d/">Keras: Cropping2D</a>
 */
public record Cropping2D(LayerInfo info, Margins cropping) implements KerasLayer<Cropping2D> {

    @Override
    public Cropping2D with(LayerInfo newInfo) {
        return new Cropping2D(newInfo, cropping);
    }
}
