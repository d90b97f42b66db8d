package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.Optional;

/**
 * The gradient of a convolution, used the other way round: it makes pictures larger.
 *
 * <p>(height, width, channels) in, (height, width, filters) out. The kernel is (height, width, filters, channels).
 *
 * @param outputPadding how many more rows and columns the output gets below and to the right; Keras works it out when
 *     it is left out
 * @see <a href="https://keras.io/api/layers/convolution_layers/convolution2d_transpose/">Keras: Conv2DTranspose</a>
 */
public record Conv2DTranspose(
        LayerInfo info,
        int filters,
        Window window,
        Optional<OutputPadding> outputPadding,
        ActivationFunction activation,
        Parameter kernel,
        Optional<Parameter> bias)
        implements KerasLayer<Conv2DTranspose>,
                WithWindow<Conv2DTranspose>,
                WithDilation<Conv2DTranspose>,
                WithActivation<Conv2DTranspose>,
                WithKernel<Conv2DTranspose>,
                WithBias<Conv2DTranspose> {

    /** Rows and columns added to an output, each 0 or more and less than the stride. */
    public record OutputPadding(int height, int width) {}

    public Conv2DTranspose {
        Require.positive("conv2d_transpose", "filters", filters);
        Size2 stride = window.stride();
        outputPadding.ifPresent(padding -> {
            if (padding.height < 0
                    || padding.height >= stride.height()
                    || padding.width < 0
                    || padding.width >= stride.width()) {
                throw new NnException("conv2d_transpose needs an output padding from 0 to less than the stride "
                        + stride + ", got " + padding.height + "x" + padding.width);
            }
        });
    }

    @Override
    public Conv2DTranspose with(LayerInfo newInfo) {
        return new Conv2DTranspose(newInfo, filters, window, outputPadding, activation, kernel, bias);
    }

    @Override
    public Conv2DTranspose with(Window newWindow) {
        return new Conv2DTranspose(info, filters, newWindow, outputPadding, activation, kernel, bias);
    }

    /** More rows below and columns to the right; Keras's {@code output_padding}. */
    public Conv2DTranspose outputPadding(int height, int width) {
        return new Conv2DTranspose(
                info, filters, window, Optional.of(new OutputPadding(height, width)), activation, kernel, bias);
    }

    @Override
    public Conv2DTranspose activation(ActivationFunction function) {
        return new Conv2DTranspose(info, filters, window, outputPadding, function, kernel, bias);
    }

    @Override
    public Conv2DTranspose kernel(Parameter newKernel) {
        return new Conv2DTranspose(info, filters, window, outputPadding, activation, newKernel, bias);
    }

    @Override
    public Conv2DTranspose bias(Parameter newBias) {
        return new Conv2DTranspose(info, filters, window, outputPadding, activation, kernel, Optional.of(newBias));
    }

    @Override
    public Conv2DTranspose noBias() {
        return new Conv2DTranspose(info, filters, window, outputPadding, activation, kernel, Optional.empty());
    }

    /**
     * Which part of the full result, where every value of a picture spreads over the whole kernel, is the output.
     *
     * @param cut the rows and columns that the output lacks
     * @param moreHeight rows of nothing but bias that it has below
     * @param moreWidth columns of nothing but bias that it has to the right
     */
    public record Part(Margins cut, int moreHeight, int moreWidth) {}

    /** Which part of the full result is the output for a picture of this shape. */
    public Part partOf(Shape input) {
        Shape target = outputShape(input);
        Margins forward = window.margins(new Size2(target.size(0), target.size(1)));
        int height =
                (input.size(0) - 1) * window.stride().height() + window.reach().height();
        int width =
                (input.size(1) - 1) * window.stride().width() + window.reach().width();
        int below = height - forward.top() - target.size(0);
        int right = width - forward.left() - target.size(1);
        return new Part(
                new Margins(forward.top(), Math.max(0, below), forward.left(), Math.max(0, right)),
                Math.max(0, -below),
                Math.max(0, -right));
    }
}
