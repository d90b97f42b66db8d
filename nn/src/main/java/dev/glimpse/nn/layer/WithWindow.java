package dev.glimpse.nn.layer;

/**
 * A layer that moves a window over a picture.
 *
 * @param <L> the layer itself
 */
public sealed interface WithWindow<L>
        permits Conv2D, Conv2DTranspose, DepthwiseConv2D, SeparableConv2D, MaxPooling2D, AveragePooling2D {

    /** How the window moves. */
    Window window();

    /** This layer with another window. */
    L with(Window window);

    /** The output keeps the input's size, divided by the stride; Keras's {@code padding="same"}. */
    default L same() {
        return with(window().with(Padding.SAME));
    }

    /** The window stays inside the picture, which is the default; Keras's {@code padding="valid"}. */
    default L valid() {
        return with(window().with(Padding.VALID));
    }

    /** The same step downwards and to the right; Keras's {@code strides}. */
    default L stride(int step) {
        return stride(step, step);
    }

    /** The step downwards and the step to the right; Keras's {@code strides}. */
    default L stride(int height, int width) {
        return with(window().withStride(new Size2(height, width)));
    }
}
