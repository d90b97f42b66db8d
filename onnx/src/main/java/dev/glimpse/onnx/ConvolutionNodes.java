package dev.glimpse.onnx;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Conv2D;
import dev.glimpse.nn.layer.Conv2DTranspose;
import dev.glimpse.nn.layer.Dense;
import dev.glimpse.nn.layer.DepthwiseConv2D;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.SeparableConv2D;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.layer.Window;
import dev.glimpse.onnx.Numbers.Scale;
import dev.glimpse.onnx.Value.Order;
import dev.glimpse.tensor.Shape;
import java.util.Optional;

/** Layers that multiply with a kernel. Each may end in a batch normalisation that is folded into kernel and bias. */
final class ConvolutionNodes {

    private ConvolutionNodes() {}

    static Value of(Conv2D conv, Value x, Place place) {
        int filters = conv.filters();
        String kernel = kernel("kernel", conv.window().size(), place.input().size(2) / conv.groups(), filters, place);
        return convolution(
                conv.window(),
                conv.groups(),
                x,
                kernel,
                bias(conv.bias().isPresent(), filters, place),
                conv.activation(),
                place);
    }

    static Value of(DepthwiseConv2D conv, Value x, Place place) {
        int channels = place.input().size(2);
        int outputs = channels * conv.depthMultiplier();
        String kernel = kernel("kernel", conv.window().size(), 1, outputs, place);
        return convolution(
                conv.window(),
                channels,
                x,
                kernel,
                bias(conv.bias().isPresent(), outputs, place),
                conv.activation(),
                place);
    }

    static Value of(SeparableConv2D conv, Value x, Place place) {
        int channels = place.input().size(2);
        int between = channels * conv.depthMultiplier();
        Size2 size = conv.window().size();
        String depthwise = place.constant(
                "depthwise_kernel",
                "plain",
                Shape.of(between, 1, size.height(), size.width()),
                () -> Numbers.kernel(
                        size.height() * size.width(),
                        1,
                        between,
                        place.weight("depthwise_kernel"),
                        Scale.ONE,
                        Scale.ONE));
        String sums = slide(
                        place.op("Conv", place.in(Order.CHANNELS_FIRST, x), depthwise),
                        conv.window(),
                        place.margins(conv.window()))
                .integer("group", channels)
                .named(place.path() + "/depthwise");
        String pointwise = kernel("pointwise_kernel", Size2.ONE, between, conv.filters(), place);
        Optional<String> bias = bias(conv.bias().isPresent(), conv.filters(), place);
        Op mix = bias.map(b -> place.op("Conv", sums, pointwise, b)).orElseGet(() -> place.op("Conv", sums, pointwise));
        Value mixed = place.output(Order.CHANNELS_FIRST, mix.named(place.path()));
        return ActivationNodes.of(conv.activation(), mixed, place);
    }

    static Value of(Conv2DTranspose conv, Value x, Place place) {
        Window window = conv.window();
        Conv2DTranspose.Part part = conv.partOf(place.input());
        int channels = place.input().size(2);
        int places = window.size().height() * window.size().width();
        String kernel = place.constant(
                "kernel",
                "",
                Shape.of(
                        channels,
                        conv.filters(),
                        window.size().height(),
                        window.size().width()),
                () -> Numbers.kernel(
                        places, conv.filters(), channels, place.weight("kernel"), scale(place), Scale.ONE));
        Optional<String> bias = bias(conv.bias().isPresent(), conv.filters(), place);
        String input = place.in(Order.CHANNELS_FIRST, x);
        Op sums = bias.map(b -> place.op("ConvTranspose", input, kernel, b))
                .orElseGet(() -> place.op("ConvTranspose", input, kernel));
        slide(sums, window, part.cut()).ints("output_padding", part.moreHeight(), part.moreWidth());
        return ActivationNodes.of(
                conv.activation(), place.output(Order.CHANNELS_FIRST, sums.named(place.path())), place);
    }

    static Value of(Dense dense, Value x, Place place) {
        boolean onRows = place.input().rank() == 1;
        Optional<Shape> picture = onRows && x.order() == Order.CHANNELS_FIRST ? x.picture() : Optional.empty();
        Order order = picture.isPresent() ? Order.CHANNELS_FIRST : Order.KERAS;
        int inputs = place.input().size(-1);
        int units = dense.units();
        String kernel = place.constant(
                "kernel",
                picture.map(Shape::toString).orElse(""),
                Shape.of(inputs, units),
                () -> dense(picture, inputs, units, place));
        Optional<String> bias = bias(dense.bias().isPresent(), units, place);
        String input = place.in(order, x);
        String sums;
        if (onRows) {
            sums = bias.map(b -> place.op("Gemm", input, kernel, b))
                    .orElseGet(() -> place.op("Gemm", input, kernel))
                    .named(place.path());
        } else {
            String products = place.op("MatMul", input, kernel).named(place.path());
            sums = bias.map(b -> place.op("Add", products, b).named(place.path() + "/biased"))
                    .orElse(products);
        }
        return ActivationNodes.of(dense.activation(), place.output(Order.KERAS, sums), place);
    }

    /** The kernel of a dense layer; its rows stand as the numbers of a picture do that has its channels first. */
    private static Numbers dense(Optional<Shape> picture, int inputs, int units, Place place) {
        float[] kernel = place.weight("kernel");
        Optional<ScaleAndShift> scale = place.scaleAndShift();
        if (picture.isEmpty() && scale.isEmpty()) {
            return Numbers.of(kernel);
        }
        int channels = picture.map(shape -> shape.size(2)).orElse(1);
        int places = inputs / channels;
        return target -> {
            float[] row = new float[units];
            for (int channel = 0; channel < channels; channel++) {
                for (int at = 0; at < places; at++) {
                    int from = (at * channels + channel) * units;
                    if (scale.isEmpty()) {
                        target.put(kernel, from, units);
                    } else {
                        double[] factors = scale.get().scale();
                        for (int i = 0; i < units; i++) {
                            row[i] = (float) (kernel[from + i] * factors[i]);
                        }
                        target.put(row, 0, units);
                    }
                }
            }
        };
    }

    private static Value convolution(
            Window window,
            int groups,
            Value x,
            String kernel,
            Optional<String> bias,
            ActivationFunction activation,
            Place place) {
        String input = place.in(Order.CHANNELS_FIRST, x);
        Op sums = bias.map(b -> place.op("Conv", input, kernel, b)).orElseGet(() -> place.op("Conv", input, kernel));
        slide(sums, window, place.margins(window)).integer("group", groups);
        return ActivationNodes.of(activation, place.output(Order.CHANNELS_FIRST, sums.named(place.path())), place);
    }

    private static String kernel(String name, Size2 size, int in, int out, Place place) {
        int places = size.height() * size.width();
        return place.constant(
                name,
                "",
                Shape.of(out, in, size.height(), size.width()),
                () -> Numbers.kernel(places, in, out, place.weight(name), Scale.ONE, scale(place)));
    }

    private static Scale scale(Place place) {
        return place.scaleAndShift()
                .map(ScaleAndShift::scale)
                .<Scale>map(scale -> index -> scale[index])
                .orElse(Scale.ONE);
    }

    private static Optional<String> bias(boolean has, int count, Place place) {
        if (!has && place.normalization().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(place.constant("bias", "", Shape.of(count), () -> {
            float[] bias = has ? place.weight("bias") : new float[count];
            return Numbers.of(place.scaleAndShift()
                    .map(normalization -> {
                        float[] shifted = new float[count];
                        for (int i = 0; i < count; i++) {
                            shifted[i] = (float) (bias[i] * normalization.scale()[i]
                                    + normalization.shift()[i]);
                        }
                        return shifted;
                    })
                    .orElse(bias));
        }));
    }

    static Op slide(Op op, Window window, Margins margins) {
        return op.ints("kernel_shape", window.size().height(), window.size().width())
                .ints("strides", window.stride().height(), window.stride().width())
                .ints("dilations", window.dilation().height(), window.dilation().width())
                .ints("pads", margins.top(), margins.left(), margins.bottom(), margins.right());
    }
}
