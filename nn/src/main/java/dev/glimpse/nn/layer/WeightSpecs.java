package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which weights each layer has. */
final class WeightSpecs {

    private WeightSpecs() {}

    static List<WeightSpec> of(Layer layer, List<Shape> inputs) {
        return switch (layer) {
            case Architecture _ -> List.of();
            case CustomLayer custom -> custom.weightsFor(inputs);
            case KerasLayer<?> keras -> {
                layer.outputShapes(inputs);
                yield inputs.isEmpty() ? List.of() : of(keras, inputs.getFirst());
            }
        };
    }

    private static List<WeightSpec> of(KerasLayer<?> layer, Shape input) {
        return switch (layer) {
            case Dense dense ->
                kernelAndBias(Shape.of(input.size(-1), dense.units()), dense.kernel(), dense.units(), dense.bias());
            case Conv2D conv ->
                kernelAndBias(
                        kernel(conv.window(), input.size(2) / conv.groups(), conv.filters()),
                        conv.kernel(),
                        conv.filters(),
                        conv.bias());
            case Conv2DTranspose conv ->
                kernelAndBias(
                        kernel(conv.window(), conv.filters(), input.size(2)),
                        conv.kernel(),
                        conv.filters(),
                        conv.bias());
            case DepthwiseConv2D conv ->
                kernelAndBias(
                        kernel(conv.window(), input.size(2), conv.depthMultiplier()),
                        conv.kernel(),
                        input.size(2) * conv.depthMultiplier(),
                        conv.bias());
            case SeparableConv2D conv -> separable(conv, input.size(2));
            case BatchNormalization norm -> {
                Shape channels = Shape.of(input.size(Axes.inSample(norm.axis(), input, norm)));
                List<WeightSpec> specs = scaleAndShift(channels, norm.gamma(), norm.beta());
                specs.add(WeightSpec.state("moving_mean", channels, norm.movingMeanInitializer()));
                specs.add(WeightSpec.state("moving_variance", channels, norm.movingVarianceInitializer()));
                yield specs;
            }
            case LayerNormalization norm ->
                scaleAndShift(
                        Shape.of(Axes.inSample(norm.axes(), input, norm).stream()
                                .mapToInt(input::size)
                                .toArray()),
                        norm.gamma(),
                        norm.beta());
            case PReLU prelu -> {
                int[] sizes = input.toArray();
                Axes.inSample(prelu.sharedAxes(), input, prelu).forEach(axis -> sizes[axis] = 1);
                yield List.of(WeightSpec.trainable("alpha", Shape.of(sizes), prelu.alpha()));
            }
            case Normalization norm -> {
                Shape kept = statisticsShape(norm, input);
                yield norm.statistics().isPresent()
                        ? List.of()
                        : List.of(
                                WeightSpec.state("mean", kept, new Initializer.Zeros()),
                                WeightSpec.state("variance", kept, new Initializer.Ones()),
                                new WeightSpec(
                                        "count",
                                        Shape.scalar(),
                                        new Initializer.Zeros(),
                                        WeightSpec.Role.COUNT,
                                        Optional.empty(),
                                        Optional.empty()));
            }
            case Input _,
                    MaxPooling2D _,
                    AveragePooling2D _,
                    GlobalAveragePooling2D _,
                    GlobalMaxPooling2D _,
                    Flatten _,
                    Reshape _,
                    Permute _,
                    Dropout _,
                    SpatialDropout2D _,
                    GaussianNoise _,
                    Activation _,
                    ReLU _,
                    LeakyReLU _,
                    ELU _,
                    Softmax _,
                    ZeroPadding2D _,
                    Cropping2D _,
                    UpSampling2D _,
                    MergeLayer<?> _,
                    Rescaling _,
                    Resizing _,
                    RandomLayer<?> _ -> List.of();
        };
    }

    private static Shape kernel(Window window, int third, int fourth) {
        return Shape.of(window.size().height(), window.size().width(), third, fourth);
    }

    private static List<WeightSpec> kernelAndBias(
            Shape shape, Parameter kernel, int outputs, Optional<Parameter> bias) {
        List<WeightSpec> specs = new ArrayList<>();
        specs.add(WeightSpec.trainable("kernel", shape, kernel));
        bias.ifPresent(given -> specs.add(WeightSpec.trainable("bias", Shape.of(outputs), given)));
        return specs;
    }

    private static List<WeightSpec> separable(SeparableConv2D conv, int channels) {
        List<WeightSpec> specs = new ArrayList<>();
        specs.add(WeightSpec.trainable(
                "depthwise_kernel", kernel(conv.window(), channels, conv.depthMultiplier()), conv.depthwise()));
        specs.add(WeightSpec.trainable(
                "pointwise_kernel",
                Shape.of(1, 1, channels * conv.depthMultiplier(), conv.filters()),
                conv.pointwise()));
        conv.bias().ifPresent(given -> specs.add(WeightSpec.trainable("bias", Shape.of(conv.filters()), given)));
        return specs;
    }

    private static List<WeightSpec> scaleAndShift(Shape shape, Optional<Parameter> gamma, Optional<Parameter> beta) {
        List<WeightSpec> specs = new ArrayList<>();
        gamma.ifPresent(given -> specs.add(WeightSpec.trainable("gamma", shape, given)));
        beta.ifPresent(given -> specs.add(WeightSpec.trainable("beta", shape, given)));
        return specs;
    }

    /** The shape of the means and variances of a normalization layer. */
    static Shape statisticsShape(Normalization norm, Shape input) {
        Shape kept = Shape.of(Axes.inSample(norm.axes(), input, norm).stream()
                .mapToInt(input::size)
                .toArray());
        norm.statistics().ifPresent(given -> {
            if (given.mean().size() != 1 && given.mean().size() != kept.count()) {
                throw new NnException(norm.label() + " has " + given.mean().size() + " means and needs " + kept.count()
                        + " for " + input);
            }
        });
        return kept;
    }
}
