package dev.glimpse.tensor;

import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/**
 * Pictures as Keras has them, batch, height, width, channels, shown to libtorch as batch, channels, height, width.
 *
 * <p>Only the numbering of the axes changes. In memory the channels of a point stay next to each other, which is the
 * layout that libtorch calls channels-last, and is fastest with; so nothing is copied on the way in or out.
 */
final class Pictures {

    private Pictures() {}

    /** The result of a libtorch function on pictures, with its axes in Keras's order again. */
    static Tensor map(Tensor pictures, Function<org.bytedeco.pytorch.Tensor, org.bytedeco.pytorch.Tensor> function) {
        requireFourAxes(pictures);
        return Libtorch.make(() -> {
            try (var channelsFirst = channelsFirst(pictures.handle());
                    var result = function.apply(channelsFirst)) {
                return channelsLast(result);
            }
        });
    }

    /** The same on pictures that get a border first, where libtorch's own padding cannot. */
    static Tensor mapPadded(
            Tensor pictures,
            Slide slide,
            double border,
            Function<org.bytedeco.pytorch.Tensor, org.bytedeco.pytorch.Tensor> function) {
        requireFourAxes(pictures);
        return Libtorch.make(() -> {
            try (var number = new Scalar(border);
                    var padded = torch.constant_pad_nd(pictures.handle(), slide.paddingLastAxisFirst(), number);
                    var channelsFirst = channelsFirst(padded);
                    var result = function.apply(channelsFirst)) {
                return channelsLast(result);
            }
        });
    }

    static org.bytedeco.pytorch.Tensor channelsFirst(org.bytedeco.pytorch.Tensor pictures) {
        return pictures.permute(0, 3, 1, 2);
    }

    static org.bytedeco.pytorch.Tensor channelsLast(org.bytedeco.pytorch.Tensor pictures) {
        return pictures.permute(0, 2, 3, 1);
    }

    static void requireFourAxes(Tensor pictures) {
        if (pictures.rank() != 4) {
            throw new TensorException("pictures have the axes batch, height, width, channels; got " + pictures.shape());
        }
    }
}
