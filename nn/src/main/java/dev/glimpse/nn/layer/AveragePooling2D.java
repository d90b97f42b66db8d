package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;

/**
 * The mean of the values under a window, channel by channel; padding does not count.
 *
 * <p>(height, width, channels) in, fewer rows and columns out. The stride is the pool's size unless it is given.
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/average_pooling2d/">Keras: AveragePooling2D</a>
 */
public record AveragePooling2D(LayerInfo info, Window window)
        implements KerasLayer<AveragePooling2D>, WithWindow<AveragePooling2D> {

    public AveragePooling2D {
        if (!window.dilation().equals(Size2.ONE)) {
            throw new NnException("a pool has no dilation, got " + window.dilation());
        }
    }

    @Override
    public AveragePooling2D with(LayerInfo newInfo) {
        return new AveragePooling2D(newInfo, window);
    }

    @Override
    public AveragePooling2D with(Window newWindow) {
        return new AveragePooling2D(info, newWindow);
    }
}
