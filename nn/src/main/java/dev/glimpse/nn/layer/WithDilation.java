package dev.glimpse.nn.layer;

/**
 * A layer whose kernel can be spread out.
 *
 * @param <L> the layer itself
 */
public sealed interface WithDilation<L> permits Conv2D, Conv2DTranspose, DepthwiseConv2D, SeparableConv2D {

    /** How the window moves. */
    Window window();

    /** This layer with another window. */
    L with(Window window);

    /** The distance between neighbouring values under the kernel; Keras's {@code dilation_rate}. */
    default L dilation(int rate) {
        return dilation(rate, rate);
    }

    /** The distance between neighbouring values, downwards and to the right; Keras's {@code dilation_rate}. */
    default L dilation(int height, int width) {
        return with(window().withDilation(new Size2(height, width)));
    }
}
