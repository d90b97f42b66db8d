package dev.glimpse.onnx;

import dev.glimpse.nn.layer.Axes;
import dev.glimpse.nn.layer.BatchNormalization;
import dev.glimpse.nn.layer.LayerNormalization;
import dev.glimpse.nn.layer.Normalization;
import dev.glimpse.nn.layer.Rescaling;
import dev.glimpse.onnx.Value.Order;
import dev.glimpse.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Layers that shift and scale. */
final class NormalizationNodes {

    /** What Keras divides by at least. */
    private static final double LEAST_DEVIATION = 1e-7;

    private NormalizationNodes() {}

    static Value of(BatchNormalization layer, Value x, Place place) {
        int axis = Axes.inSample(layer.axis(), place.input(), layer);
        Order order = ActivationNodes.orderOfSample(x);
        Supplier<ScaleAndShift> numbers = () -> ScaleAndShift.of(layer, place::weight);
        String input = place.in(order, x);
        if (Layouts.axis(axis, x, order) == 1) {
            return x.like(order, onChannels(input, place.input().size(axis), numbers, place));
        }
        Shape shape = along(List.of(axis), place.input());
        String scale = place.broadcast("scale", shape, () -> numbers.get().scaleAsFloats(), order);
        String shift = place.broadcast("shift", shape, () -> numbers.get().shiftAsFloats(), order);
        String scaled = place.op("Mul", input, scale).named(place.path() + "/scaled");
        return x.like(order, place.op("Add", scaled, shift).named(place.path()));
    }

    /** ONNX's own node, which ONNX Runtime has a fast form of; the statistics are in the scale and the shift already. */
    private static String onChannels(String x, int channels, Supplier<ScaleAndShift> numbers, Place place) {
        Shape shape = Shape.of(channels);
        String scale = place.constant(
                "scale", "", shape, () -> Numbers.of(numbers.get().scaleAsFloats()));
        String shift = place.constant(
                "shift", "", shape, () -> Numbers.of(numbers.get().shiftAsFloats()));
        String mean = place.nodes()
                .constant("zeros " + channels, "zeros/" + channels, shape, () -> Numbers.of(new float[channels]));
        String variance = place.nodes().constant("ones " + channels, "ones/" + channels, shape, () -> {
            float[] ones = new float[channels];
            Arrays.fill(ones, 1);
            return Numbers.of(ones);
        });
        return place.op("BatchNormalization", x, scale, shift, mean, variance)
                .number("epsilon", 0)
                .named(place.path());
    }

    /**
     * In single steps: ONNX's own node knows the last axes only, and ONNX Runtime takes the variance for a difference of
     * large numbers there.
     */
    static Value of(LayerNormalization layer, Value x, Place place) {
        Order order = ActivationNodes.orderOfSample(x);
        List<Integer> axes = Axes.inSample(layer.axes(), place.input(), layer);
        Shape shape = along(axes, place.input());
        long[] along = axes.stream()
                .mapToLong(axis -> Layouts.axis(axis, x, order))
                .sorted()
                .toArray();
        String path = place.path();
        String input = place.in(order, x);
        String mean = place.op("ReduceMean", input).ints("axes", along).named(path + "/mean");
        String centered = place.op("Sub", input, mean).named(path + "/centered");
        String squares = place.op("Mul", centered, centered).named(path + "/squares");
        String variance = place.op("ReduceMean", squares).ints("axes", along).named(path + "/variance");
        String raised =
                place.op("Add", variance, place.nodes().number(layer.epsilon())).named(path + "/raised");
        String deviation = place.op("Sqrt", raised).named(path + "/deviation");
        String result = place.op("Div", centered, deviation).named(path);
        if (layer.gamma().isPresent()) {
            String gamma = place.broadcast("gamma", shape, () -> place.weight("gamma"), order);
            result = place.op("Mul", result, gamma).named(path + "/scaled");
        }
        if (layer.beta().isPresent()) {
            String beta = place.broadcast("beta", shape, () -> place.weight("beta"), order);
            result = place.op("Add", result, beta).named(path + "/shifted");
        }
        return x.like(order, result);
    }

    static Value of(Normalization layer, Value x, Place place) {
        Order order = ActivationNodes.orderOfSample(x);
        Shape kept = along(Axes.inSample(layer.axes(), place.input(), layer), place.input());
        int count = layer.statistics().map(known -> known.mean().size()).orElse((int) kept.count());
        Shape shape = count == 1 ? ones(place.input().rank()) : kept;
        String mean = place.broadcast(
                "mean",
                shape,
                () -> layer.statistics().map(known -> floats(known.mean())).orElseGet(() -> place.weight("mean")),
                order);
        String deviation = place.broadcast(
                "deviation",
                shape,
                () -> deviations(layer.statistics()
                        .map(known -> floats(known.variance()))
                        .orElseGet(() -> place.weight("variance"))),
                order);
        String input = place.in(order, x);
        return x.like(
                order,
                switch (layer.direction()) {
                    case NORMALIZE -> {
                        String centered = place.op("Sub", input, mean).named(place.path() + "/centered");
                        yield place.op("Div", centered, deviation).named(place.path());
                    }
                    case DENORMALIZE -> {
                        String scaled = place.op("Mul", input, deviation).named(place.path() + "/scaled");
                        yield place.op("Add", scaled, mean).named(place.path());
                    }
                });
    }

    static Value of(Rescaling layer, Value x, Place place) {
        Order order = ActivationNodes.orderOfSample(x);
        String result = place.in(order, x);
        if (!layer.scale().equals(List.of(1.0))) {
            String scale = perChannel("scale", layer.scale(), place, order);
            result = place.op("Mul", result, scale).named(place.path() + "/scaled");
        }
        if (!layer.offset().equals(List.of(0.0))) {
            String offset = perChannel("offset", layer.offset(), place, order);
            result = place.op("Add", result, offset).named(place.path());
        }
        return x.like(order, result);
    }

    private static String perChannel(String name, List<Double> numbers, Place place, Order order) {
        if (numbers.size() == 1) {
            return place.nodes().number(numbers.getFirst());
        }
        Shape shape = along(List.of(place.input().rank() - 1), place.input());
        return place.broadcast(name, shape, () -> floats(numbers), order);
    }

    private static float[] deviations(float[] variances) {
        float[] deviations = new float[variances.length];
        for (int i = 0; i < variances.length; i++) {
            deviations[i] = (float) Math.max(Math.sqrt(variances[i]), LEAST_DEVIATION);
        }
        return deviations;
    }

    private static float[] floats(List<Double> numbers) {
        return ScaleAndShift.narrow(
                numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** A sample's shape with size 1 everywhere but along these axes. */
    private static Shape along(List<Integer> axes, Shape sample) {
        int[] sizes = new int[sample.rank()];
        Arrays.fill(sizes, 1);
        axes.forEach(axis -> sizes[axis] = sample.size(axis));
        return Shape.of(sizes);
    }

    private static Shape ones(int rank) {
        int[] sizes = new int[rank];
        Arrays.fill(sizes, 1);
        return Shape.of(sizes);
    }
}
