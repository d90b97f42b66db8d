package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;

/**
 * The largest value under a window, channel by channel.
 *
 * <p>(height, width, channels) in, fewer rows and columns out. The stride is the pool's size unless it is given.
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/max_pooling2d/">Keras: MaxPooling2D</a>
 */
public record MaxPooling2D(LayerInfo info, Window window)
        implements KerasLayer<MaxPooling2D>, WithWindow<MaxPooling2D> {

    public MaxPooling2D {
        if (!window.dilation().equals(Size2.ONE)) {
            throw new NnException("a pool has no dilation, got " + window.dilation());
        }
    }

    @Override
    public MaxPooling2D with(LayerInfo newInfo) {
        return new MaxPooling2D(newInfo, window);
    }

    @Override
    public MaxPooling2D with(Window newWindow) {
        return new MaxPooling2D(info, newWindow);
    }
}
