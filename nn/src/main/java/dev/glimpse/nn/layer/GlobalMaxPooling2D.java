package dev.glimpse.nn.layer;

/**
 * The largest value of each channel over the whole picture.
 *
 * <p>(height, width, channels) in, (channels) out, or (1, 1, channels) if the axes are kept.
 *
 * @param keepsDims whether height and width stay as axes of size 1
 * @see <a href="https://keras.io/api/layers/pooling_layers/global_max_pooling2d/">Keras: GlobalMaxPooling2D</a>
 */
public record GlobalMaxPooling2D(LayerInfo info, boolean keepsDims) implements KerasLayer<GlobalMaxPooling2D> {

    @Override
    public GlobalMaxPooling2D with(LayerInfo newInfo) {
        return new GlobalMaxPooling2D(newInfo, keepsDims);
    }

    /** Height and width stay as axes of size 1; Keras's {@code keepdims=True}. */
    public GlobalMaxPooling2D keepDims() {
        return new GlobalMaxPooling2D(info, true);
    }
}
