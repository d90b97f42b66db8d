package dev.glimpse.onnx;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Axes;
import dev.glimpse.nn.layer.ELU;
import dev.glimpse.nn.layer.LeakyReLU;
import dev.glimpse.nn.layer.PReLU;
import dev.glimpse.nn.layer.ReLU;
import dev.glimpse.nn.layer.Softmax;
import dev.glimpse.onnx.Value.Order;
import dev.glimpse.tensor.Shape;
import java.util.List;
import java.util.function.UnaryOperator;

/** Activation functions, as layers or at the end of one. */
final class ActivationNodes {

    private ActivationNodes() {}

    static Value of(ActivationFunction function, Value x, Place place) {
        return switch (function) {
            case LINEAR -> x;
            case SPARSEMAX -> place.output(Order.KERAS, sparsemax(place.in(Order.KERAS, x), place));
            case SOFTMAX -> alongLast("Softmax", x, place);
            case LOG_SOFTMAX -> alongLast("LogSoftmax", x, place);
            case RELU,
                    RELU6,
                    LEAKY_RELU,
                    ELU,
                    SELU,
                    CELU,
                    GELU,
                    SIGMOID,
                    HARD_SIGMOID,
                    LOG_SIGMOID,
                    TANH,
                    HARD_TANH,
                    TANH_SHRINK,
                    HARD_SHRINK,
                    SOFT_SHRINK,
                    SOFTPLUS,
                    SOFTSIGN,
                    SILU,
                    HARD_SILU,
                    MISH,
                    EXPONENTIAL,
                    SQUAREPLUS,
                    SPARSE_PLUS,
                    SPARSE_SIGMOID -> each(x, name -> new Elementwise(place).of(function, name), place);
        };
    }

    static Value of(ReLU relu, Value x, Place place) {
        return each(x, name -> new Elementwise(place).of(relu, name), place);
    }

    static Value of(LeakyReLU leaky, Value x, Place place) {
        return each(
                x,
                name -> place.op("LeakyRelu", name)
                        .number("alpha", leaky.negativeSlope())
                        .named(place.path()),
                place);
    }

    static Value of(ELU elu, Value x, Place place) {
        return each(
                x, name -> place.op("Elu", name).number("alpha", elu.alpha()).named(place.path()), place);
    }

    static Value of(PReLU prelu, Value x, Place place) {
        Order order = orderOfSample(x);
        int[] sizes = place.input().toArray();
        Axes.inSample(prelu.sharedAxes(), place.input(), prelu).forEach(axis -> sizes[axis] = 1);
        String alpha = place.broadcast("alpha", Shape.of(sizes), () -> place.weight("alpha"), order);
        return x.like(order, place.op("PRelu", place.in(order, x), alpha).named(place.path()));
    }

    static Value of(Softmax softmax, Value x, Place place) {
        Order order = orderOfSample(x);
        List<Integer> axes = Axes.inSample(softmax.axes(), place.input(), softmax);
        String input = place.in(order, x);
        if (axes.size() == 1) {
            return x.like(
                    order,
                    place.op("Softmax", input)
                            .integer("axis", Layouts.axis(axes.getFirst(), x, order))
                            .named(place.path()));
        }
        long[] along = axes.stream()
                .mapToLong(axis -> Layouts.axis(axis, x, order))
                .sorted()
                .toArray();
        String greatest = place.op("ReduceMax", input).ints("axes", along).named(place.path() + "/greatest");
        String below = place.op("Sub", input, greatest).named(place.path() + "/below");
        String powers = place.op("Exp", below).named(place.path() + "/powers");
        String sum = place.op("ReduceSum", powers, place.nodes().longs(along)).named(place.path() + "/sum");
        return x.like(order, place.op("Div", powers, sum).named(place.path()));
    }

    /** What does the same to each number leaves them in the order in which they are. */
    private static Value each(Value x, UnaryOperator<String> node, Place place) {
        return x.like(x.order(), node.apply(place.in(x.order(), x)));
    }

    private static Value alongLast(String type, Value x, Place place) {
        Order order = orderOfSample(x);
        int axis = Layouts.axis(x.shape().rank() - 1, x, order);
        return x.like(
                order, place.op(type, place.in(order, x)).integer("axis", axis).named(place.path()));
    }

    /** The order in which what tells the axes apart can take an array: a row has one only. */
    static Order orderOfSample(Value x) {
        return x.shape().rank() == 3 ? x.order() : Order.KERAS;
    }

    /** The largest values take part, as many as stay above the threshold that makes their excess sum to 1. */
    private static String sparsemax(String x, Place place) {
        String path = place.path();
        int count = place.step().shape().size(-1);
        String last = place.nodes().longs(-1);
        String sorted = place.nodes()
                .add("TopK", List.of(x, place.nodes().longs(count)), List.of(path + "/sorted", path + "/sorted_places"))
                .getFirst();
        float[] ranks = new float[count];
        for (int i = 0; i < count; i++) {
            ranks[i] = i + 1f;
        }
        String rank =
                place.nodes().constant("ranks " + count, "ranks/" + count, Shape.of(count), () -> Numbers.of(ranks));
        String one = place.nodes().number(1);
        String excess = place.op("Add", place.op("Mul", sorted, rank).named(path + "/times_rank"), one)
                .named(path + "/excess");
        String sums = place.op("CumSum", sorted, place.nodes().wholeNumber(-1)).named(path + "/sums");
        String above = place.op("Greater", excess, sums).named(path + "/above");
        String takesPart = place.op("Cast", above).integer("to", 1).named(path + "/takes_part");
        String part = place.op("Mul", sorted, takesPart).named(path + "/part");
        String partSum = place.op("ReduceSum", part, last).named(path + "/part_sum");
        String number = place.op("ReduceSum", takesPart, last).named(path + "/number");
        String less = place.op("Sub", partSum, one).named(path + "/part_sum_less_one");
        String threshold = place.op("Div", less, number).named(path + "/threshold");
        String difference = place.op("Sub", x, threshold).named(path + "/difference");
        return place.op("Relu", difference).named(path);
    }
}
