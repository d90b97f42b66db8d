package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Conv2D;
import dev.glimpse.nn.layer.Conv2DTranspose;
import dev.glimpse.nn.layer.DepthwiseConv2D;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.Padding;
import dev.glimpse.nn.layer.SeparableConv2D;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.layer.Window;
import dev.glimpse.tensor.Convolutions;
import dev.glimpse.tensor.Slide;
import dev.glimpse.tensor.Tensor;
import java.util.Optional;

/** Layers that slide kernels over pictures. */
final class ConvolutionLayers {

    private static final Window POINT = new Window(Size2.ONE, Size2.ONE, Size2.ONE, Padding.VALID);

    private ConvolutionLayers() {}

    static Tensor compute(Conv2D layer, Tensor x, LayerCall call) {
        return convolve(x, call.weight("kernel"), call.findWeight("bias"), layer.window(), layer.activation());
    }

    static Tensor compute(DepthwiseConv2D layer, Tensor x, LayerCall call) {
        return convolve(
                x, oneChannel(call.weight("kernel")), call.findWeight("bias"), layer.window(), layer.activation());
    }

    static Tensor compute(SeparableConv2D layer, Tensor x, LayerCall call) {
        Tensor depthwise = convolve(
                x,
                oneChannel(call.weight("depthwise_kernel")),
                Optional.empty(),
                layer.window(),
                ActivationFunction.LINEAR);
        return convolve(depthwise, call.weight("pointwise_kernel"), call.findWeight("bias"), POINT, layer.activation());
    }

    static Tensor compute(Conv2DTranspose layer, Tensor x, LayerCall call) {
        Conv2DTranspose.Part part = layer.partOf(x.shape().drop(1));
        Slide slide = slide(layer.window(), part.cut());
        Tensor kernel = call.weight("kernel");
        Tensor sums = call.findWeight("bias")
                .map(bias -> Convolutions.convTranspose2d(x, kernel, bias, slide, part.moreHeight(), part.moreWidth()))
                .orElseGet(() -> Convolutions.convTranspose2d(x, kernel, slide, part.moreHeight(), part.moreWidth()));
        return ActivationFunctions.apply(layer.activation(), sums);
    }

    private static Tensor convolve(
            Tensor x, Tensor kernel, Optional<Tensor> bias, Window window, ActivationFunction activation) {
        Slide slide = slide(window, window.margins(new Size2(x.size(1), x.size(2))));
        Tensor sums = bias.map(b -> Convolutions.conv2d(x, kernel, b, slide))
                .orElseGet(() -> Convolutions.conv2d(x, kernel, slide));
        return ActivationFunctions.apply(activation, sums);
    }

    /** [channels, multiplier, height, width] as one filter per row of channels and multipliers, each of one channel. */
    private static Tensor oneChannel(Tensor kernel) {
        return kernel.reshape(kernel.size(0) * kernel.size(1), kernel.size(2), kernel.size(3), 1);
    }

    static Slide slide(Window window, Margins margins) {
        return Slide.by(window.stride().height(), window.stride().width())
                .padding(margins.top(), margins.bottom(), margins.left(), margins.right())
                .dilation(window.dilation().height(), window.dilation().width());
    }
}
