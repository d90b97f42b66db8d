package dev.glimpse.tensor;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Windows that slide over pictures and give weighted sums.
 *
 * <p>Pictures are [batch, height, width, channels]. A kernel is [filters, height, width, channels per group], contiguous:
 * that is how libtorch has it in memory when the channels come last. How many groups there are follows from the shapes;
 * with one channel per group each channel is convolved on its own (depthwise), and the filters of channel 0 come first.
 */
public final class Convolutions {

    private Convolutions() {}

    /** The convolution (cross-correlation, as everywhere in this field) of pictures with a kernel. */
    public static Tensor conv2d(Tensor pictures, Tensor kernel, Slide slide) {
        return conv2d(pictures, kernel, Libtorch.nothing(), slide);
    }

    /** The convolution of pictures with a kernel, and a number per filter added. */
    public static Tensor conv2d(Tensor pictures, Tensor kernel, Tensor bias, Slide slide) {
        try (var given = new TensorOptional(bias.handle())) {
            return conv2d(pictures, kernel, given, slide);
        }
    }

    /** As {@link #convTranspose2d(Tensor, Tensor, Tensor, Slide, int, int)}, with nothing added. */
    public static Tensor convTranspose2d(Tensor pictures, Tensor kernel, Slide slide, int extraHeight, int extraWidth) {
        return convTranspose2d(pictures, kernel, Libtorch.nothing(), slide, extraHeight, extraWidth);
    }

    /**
     * The transposed convolution, which makes pictures larger: what {@link #conv2d} does to a gradient on its way back.
     *
     * <p>Each side of the result has {@code (size - 1) * stride + (kernel - 1) * dilation + 1} points, less the padding,
     * plus the extra.
     *
     * @param pictures [batch, height, width, channels]
     * @param kernel [channels, height, width, filters], contiguous
     * @param bias one number per filter
     * @param slide strides and dilation, and the padding that is cut off the result
     * @param extraHeight rows added below
     * @param extraWidth columns added at the right
     */
    public static Tensor convTranspose2d(
            Tensor pictures, Tensor kernel, Tensor bias, Slide slide, int extraHeight, int extraWidth) {
        try (var given = new TensorOptional(bias.handle())) {
            return convTranspose2d(pictures, kernel, given, slide, extraHeight, extraWidth);
        }
    }

    private static Tensor conv2d(Tensor pictures, Tensor kernel, TensorOptional bias, Slide slide) {
        int groups = groups(pictures, kernel);
        if (slide.isSymmetric()) {
            return Pictures.map(pictures, inputs -> conv2d(inputs, kernel, bias, slide, groups));
        }
        return Pictures.mapPadded(
                pictures, slide, 0, inputs -> conv2d(inputs, kernel, bias, slide.withoutPadding(), groups));
    }

    private static org.bytedeco.pytorch.Tensor conv2d(
            org.bytedeco.pytorch.Tensor inputs, Tensor kernel, TensorOptional bias, Slide slide, int groups) {
        try (var weight = Pictures.channelsFirst(kernel.handle())) {
            return torch.conv2d(
                    inputs, weight, bias, slide.stride(), slide.symmetricPadding(), slide.dilation(), groups);
        }
    }

    private static Tensor convTranspose2d(
            Tensor pictures, Tensor kernel, TensorOptional bias, Slide slide, int extraHeight, int extraWidth) {
        Slide cut = slide.isSymmetric() ? slide : slide.withoutPadding();
        Tensor result = Pictures.map(pictures, inputs -> {
            try (var weight = Pictures.channelsFirst(kernel.handle())) {
                return torch.convolution(
                        inputs,
                        weight,
                        bias,
                        cut.stride(),
                        cut.symmetricPadding(),
                        cut.dilation(),
                        true,
                        new long[] {extraHeight, extraWidth},
                        1);
            }
        });
        if (slide.isSymmetric()) {
            return result;
        }
        try (Tensor whole = result;
                Tensor rows = whole.narrow(1, slide.top(), whole.size(1) - slide.top() - slide.bottom())) {
            return rows.narrow(2, slide.left(), rows.size(2) - slide.left() - slide.right());
        }
    }

    private static int groups(Tensor pictures, Tensor kernel) {
        Pictures.requireFourAxes(pictures);
        int channels = pictures.size(3);
        if (kernel.rank() != 4 || kernel.size(3) == 0 || channels % kernel.size(3) != 0) {
            throw new TensorException("a kernel for pictures " + pictures.shape()
                    + " is [filters, height, width, channels per group], got " + kernel.shape());
        }
        return channels / kernel.size(3);
    }
}
