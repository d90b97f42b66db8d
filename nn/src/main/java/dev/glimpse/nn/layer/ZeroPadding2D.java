package dev.glimpse.nn.layer;

/**
 * Rows and columns of zeros around a picture.
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/zero_padding2d/">Keras: ZeroPadding2D</a>
 */
public record ZeroPadding2D(LayerInfo info, Margins padding) implements KerasLayer<ZeroPadding2D> {

    @Override
    public ZeroPadding2D with(LayerInfo newInfo) {
        return new ZeroPadding2D(newInfo, padding);
    }
}
