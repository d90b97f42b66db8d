package dev.glimpse.zoo.architecture;

import dev.glimpse.nn.layer.Margins;
import dev.glimpse.tensor.Shape;

/** How Keras's mobile networks round numbers of channels, and pad before a stride. */
final class Channels {

    private static final int DIVISOR = 8;

    private Channels() {}

    /** The nearest multiple of 8 that is not more than a tenth below; at least 8. */
    static int rounded(double channels) {
        int nearest = Math.max(DIVISOR, (int) (channels + DIVISOR / 2.0) / DIVISOR * DIVISOR);
        return nearest < 0.9 * channels ? nearest + DIVISOR : nearest;
    }

    /** The padding in front of a window with stride 2 that makes it see what TensorFlow's "same" would show it. */
    static Margins beforeStride(Shape shape, int kernel) {
        int half = kernel / 2;
        int top = half - (shape.size(0) % 2 == 0 ? 1 : 0);
        int left = half - (shape.size(1) % 2 == 0 ? 1 : 0);
        return new Margins(top, half, left, half);
    }
}
