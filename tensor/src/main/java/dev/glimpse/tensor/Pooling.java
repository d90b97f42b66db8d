package dev.glimpse.tensor;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Windows that slide over pictures and give one number per channel. Pictures are [batch, height, width, channels].
 *
 * <p>Padding never counts: not as a maximum, and not in what an average divides by, as in Keras.
 */
public final class Pooling {

    private Pooling() {}

    /** The greatest number in each window of this height and width. */
    public static Tensor max2d(Tensor pictures, int height, int width, Slide slide) {
        long[] window = {height, width};
        if (slide.isSymmetric() && slide.top() <= height / 2 && slide.left() <= width / 2) {
            return Pictures.map(
                    pictures,
                    inputs -> torch.max_pool2d(
                            inputs, window, slide.stride(), slide.symmetricPadding(), slide.dilation(), false));
        }
        return Pictures.mapPadded(
                pictures,
                slide,
                Double.NEGATIVE_INFINITY,
                inputs -> torch.max_pool2d(inputs, window, slide.stride(), new long[] {0, 0}, slide.dilation(), false));
    }

    /** The mean of each window of this height and width. */
    public static Tensor average2d(Tensor pictures, int height, int width, Slide slide) {
        long[] window = {height, width};
        if (slide.isSymmetric() && slide.top() <= height / 2 && slide.left() <= width / 2) {
            return Pictures.map(pictures, inputs -> {
                try (var count = new LongOptional()) {
                    return torch.avg_pool2d(
                            inputs, window, slide.stride(), slide.symmetricPadding(), false, false, count);
                }
            });
        }
        try (Tensor sums = sums(pictures, window, slide);
                Tensor one = Tensor.ones(Shape.of(1, pictures.size(1), pictures.size(2), 1), pictures.dtype());
                Tensor counts = sums(one, window, slide)) {
            return sums.div(counts);
        }
    }

    private static Tensor sums(Tensor pictures, long[] window, Slide slide) {
        return Pictures.mapPadded(pictures, slide, 0, inputs -> {
            try (var one = new LongOptional(1)) {
                return torch.avg_pool2d(inputs, window, slide.stride(), new long[] {0, 0}, false, true, one);
            }
        });
    }
}
