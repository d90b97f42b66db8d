package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.BatchNormalization;
import dev.glimpse.nn.layer.LayerNormalization;
import dev.glimpse.nn.layer.Normalization;
import dev.glimpse.nn.layer.Rescaling;
import dev.glimpse.tensor.Axes;
import dev.glimpse.tensor.Normalizations;
import dev.glimpse.tensor.Normalizations.Normalized;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Layers that shift and scale. */
final class NormalizationLayers {

    /** What Keras divides by at least. */
    private static final double LEAST_DEVIATION = 1e-7;

    private NormalizationLayers() {}

    static Tensor compute(BatchNormalization layer, Tensor x, LayerCall call) {
        int last = x.rank() - 1;
        int axis = layer.axis() < 0 ? layer.axis() + x.rank() : layer.axis();
        if (axis != last) {
            return batchNormalization(layer, x.transpose(axis, last), call).transpose(axis, last);
        }
        return batchNormalization(layer, x, call);
    }

    private static Tensor batchNormalization(BatchNormalization layer, Tensor x, LayerCall call) {
        Shape channels = Shape.of(x.size(-1));
        Tensor gamma = call.findWeight("gamma").orElseGet(() -> Tensor.ones(channels, x.dtype()));
        Tensor beta = call.findWeight("beta").orElseGet(() -> Tensor.zeros(channels, x.dtype()));
        Tensor movingMean = call.weight("moving_mean");
        Tensor movingVariance = call.weight("moving_variance");
        boolean usesBatch =
                switch (call.purpose()) {
                    case Purpose.Training _ -> layer.info().trainable();
                    case Purpose.Predicting() -> false;
                };
        if (!usesBatch) {
            return Normalizations.batchNormWith(x, movingMean, movingVariance, gamma, beta, layer.epsilon());
        }
        Normalized normalized = Normalizations.batchNorm(x, gamma, beta, layer.epsilon());
        double fresh = 1 - layer.momentum();
        call.update(
                "moving_mean",
                movingMean.mul(layer.momentum()).add(normalized.mean().mul(fresh)));
        call.update(
                "moving_variance",
                movingVariance.mul(layer.momentum()).add(normalized.variance().mul(fresh)));
        return normalized.output();
    }

    static Tensor compute(LayerNormalization layer, Tensor x, LayerCall call) {
        int[] axes = layer.axes().stream()
                .mapToInt(axis -> axis < 0 ? axis + x.rank() : axis)
                .sorted()
                .toArray();
        Shape kept = Shape.of(Arrays.stream(axes).map(x::size).toArray());
        Tensor gamma = call.findWeight("gamma").orElseGet(() -> Tensor.ones(kept, x.dtype()));
        Tensor beta = call.findWeight("beta").orElseGet(() -> Tensor.zeros(kept, x.dtype()));
        if (axes[0] == x.rank() - axes.length) {
            return Normalizations.layerNorm(x, gamma, beta, layer.epsilon());
        }
        Tensor centered = x.sub(x.mean(Axes.kept(axes)));
        Tensor variance = centered.square().mean(Axes.kept(axes));
        return centered.mul(variance.add(layer.epsilon()).rsqrt())
                .mul(gamma.reshape(among(axes, x)))
                .add(beta.reshape(among(axes, x)));
    }

    static Tensor compute(Normalization layer, Tensor x, LayerCall call) {
        int[] axes = layer.axes().stream()
                .mapToInt(axis -> axis < 0 ? axis + x.rank() : axis)
                .toArray();
        Tensor mean = layer.statistics().map(known -> numbers(known.mean(), x)).orElseGet(() -> call.weight("mean"));
        Tensor variance =
                layer.statistics().map(known -> numbers(known.variance(), x)).orElseGet(() -> call.weight("variance"));
        Tensor center = mean.count() == 1 ? mean : mean.reshape(among(axes, x));
        Tensor deviation = (variance.count() == 1 ? variance : variance.reshape(among(axes, x)))
                .sqrt()
                .atLeast(LEAST_DEVIATION);
        return switch (layer.direction()) {
            case NORMALIZE -> x.sub(center).div(deviation);
            case DENORMALIZE -> x.mul(deviation).add(center);
        };
    }

    static Tensor compute(Rescaling layer, Tensor x) {
        Tensor scaled = layer.scale().size() == 1 ? x.mul(layer.scale().getFirst()) : x.mul(numbers(layer.scale(), x));
        if (layer.offset().size() > 1) {
            return scaled.add(numbers(layer.offset(), x));
        }
        double offset = layer.offset().getFirst();
        return offset == 0 ? scaled : scaled.add(offset);
    }

    private static Tensor numbers(List<Double> numbers, Tensor like) {
        double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        return Tensor.of(values, Shape.of(values.length)).cast(like.dtype());
    }

    /** The shape of {@code x} with size 1 everywhere but along these axes. */
    private static Shape among(int[] axes, Tensor x) {
        int[] sizes = new int[x.rank()];
        Arrays.fill(sizes, 1);
        for (int axis : axes) {
            sizes[axis] = x.size(axis);
        }
        return Shape.of(sizes);
    }
}
