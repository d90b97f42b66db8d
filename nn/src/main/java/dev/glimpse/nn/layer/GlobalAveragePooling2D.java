package dev.glimpse.nn.layer;

/**
 * The mean of each channel over the whole picture.
 *
 * <p>(height, width, channels) in, (channels) out, or (1, 1, channels) if the axes are kept.
 *
 * @param keepsDims whether height and width stay as axes of size 1
 * @see <a href="https://keras.io/api/layers/pooling_layers/global_average_pooling2d/">Keras: GlobalAveragePooling2D</a>
 */
public record GlobalAveragePooling2D(LayerInfo info, boolean keepsDims) implements KerasLayer<GlobalAveragePooling2D> {

    @Override
    public GlobalAveragePooling2D with(LayerInfo newInfo) {
        return new GlobalAveragePooling2D(newInfo, keepsDims);
    }

    /** Height and width stay as axes of size 1; Keras's {@code keepdims=True}. */
    public GlobalAveragePooling2D keepDims() {
        return new GlobalAveragePooling2D(info, true);
    }
}
