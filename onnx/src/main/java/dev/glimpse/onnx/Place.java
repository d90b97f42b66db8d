package dev.glimpse.onnx;

import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.BatchNormalization;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.layer.Window;
import dev.glimpse.onnx.FlatGraph.Step;
import dev.glimpse.onnx.Value.Order;
import dev.glimpse.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a layer's nodes go, and what they are made with.
 *
 * @param normalization what the layer does as well, after its own work
 * @param padding the zeros that the layer puts around its input, beside its own
 */
record Place(
        Step step,
        Shape input,
        Optional<Step> normalization,
        Margins padding,
        Weights weights,
        Nodes nodes,
        Layouts layouts) {

    /** The layer's name behind those of the architectures around it. */
    String path() {
        return step.path();
    }

    Op op(String type, String... inputs) {
        return nodes.op(type, inputs);
    }

    float[] weight(String name) {
        return weights.get(path() + "/" + name).values();
    }

    /**
     * A constant made of the layer's weights, with the normalisation after it where the layer does that as well.
     *
     * @param form how it differs from Keras's numbers, if it does
     */
    String constant(String name, String form, Shape shape, Supplier<Numbers> numbers) {
        String wish = path() + "/" + name;
        String with = normalization.map(Step::path).orElse("");
        return nodes.constant("weight " + wish + " " + form + " " + with, wish, shape, numbers);
    }

    /** Numbers for all values of a sample, or for those along some axes with size 1 along the others. */
    String broadcast(String name, Shape shape, Supplier<float[]> numbers, Order order) {
        if (order == Order.KERAS || shape.rank() != 3) {
            return constant(name, "", shape, () -> Numbers.of(numbers.get()));
        }
        int places = shape.size(0) * shape.size(1);
        return constant(
                name,
                "channels first",
                Shape.of(shape.size(2), shape.size(0), shape.size(1)),
                () -> Numbers.channelsFirst(places, shape.size(2), numbers.get()));
    }

    /** How the normalisation that the layer does as well changes each channel. */
    Optional<ScaleAndShift> scaleAndShift() {
        return normalization.map(step ->
                ScaleAndShift.of((BatchNormalization) step.layer(), name -> weights.get(step.path() + "/" + name)
                        .values()));
    }

    /** What a window needs around the input: its own padding, and that which the layer puts there as well. */
    Margins margins(Window window) {
        Margins own = window.margins(new Size2(
                input.size(0) + padding.top() + padding.bottom(), input.size(1) + padding.left() + padding.right()));
        return new Margins(
                own.top() + padding.top(),
                own.bottom() + padding.bottom(),
                own.left() + padding.left(),
                own.right() + padding.right());
    }

    /** The array as the layer's output, in this order. */
    Value output(Order order, String name) {
        return Value.of(step.shape(), order, name);
    }

    String in(Order order, Value value) {
        return layouts.in(order, value);
    }

    List<String> in(Order order, List<Value> values) {
        return values.stream().map(value -> layouts.in(order, value)).toList();
    }
}
