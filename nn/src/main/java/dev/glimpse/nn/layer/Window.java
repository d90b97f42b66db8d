package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;

/**
 * How a kernel or a pool moves over a picture.
 *
 * @param size of the kernel or pool
 * @param stride the step from one position to the next
 * @param dilation the distance between neighbouring values under the kernel; 1 is none
 * @param padding what happens at the border
 */
public record Window(Size2 size, Size2 stride, Size2 dilation, Padding padding) {

    public Window {
        if (!stride.equals(Size2.ONE) && !dilation.equals(Size2.ONE)) {
            throw new NnException("a convolution has a stride or a dilation above 1, not both: got stride " + stride
                    + " and dilation " + dilation);
        }
    }

    static Window kernel(Size2 size) {
        return new Window(size, Size2.ONE, Size2.ONE, Padding.VALID);
    }

    static Window pool(Size2 size) {
        return new Window(size, size, Size2.ONE, Padding.VALID);
    }

    Window with(Padding newPadding) {
        return new Window(size, stride, dilation, newPadding);
    }

    Window withStride(Size2 newStride) {
        return new Window(size, newStride, dilation, padding);
    }

    Window withDilation(Size2 newDilation) {
        return new Window(size, stride, newDilation, padding);
    }

    /** The height and width that the dilated kernel covers. */
    public Size2 reach() {
        return new Size2(reach(size.height(), dilation.height()), reach(size.width(), dilation.width()));
    }

    private static int reach(int size, int dilation) {
        return (int) Math.min(Integer.MAX_VALUE, (size - 1L) * dilation + 1);
    }

    /** How many positions the window has along an axis where it has {@code reach} and {@code stride}; 0 if none. */
    int positions(int input, int reach, int stride) {
        return switch (padding) {
            case VALID -> input < reach ? 0 : (input - reach) / stride + 1;
            case SAME -> Math.ceilDiv(input, stride);
        };
    }

    /**
     * The zeros that are put around a picture of this size: none for valid padding, TensorFlow's for same.
     */
    public Margins margins(Size2 input) {
        if (padding == Padding.VALID) {
            return Margins.NONE;
        }
        int vertical = missing(input.height(), reach().height(), stride.height());
        int horizontal = missing(input.width(), reach().width(), stride.width());
        return new Margins(vertical / 2, vertical - vertical / 2, horizontal / 2, horizontal - horizontal / 2);
    }

    private static int missing(int input, int reach, int stride) {
        return Math.clamp((Math.ceilDiv(input, stride) - 1L) * stride + reach - input, 0, Integer.MAX_VALUE);
    }
}
