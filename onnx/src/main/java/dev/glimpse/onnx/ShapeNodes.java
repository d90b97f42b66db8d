package dev.glimpse.onnx;

import dev.glimpse.nn.layer.Cropping2D;
import dev.glimpse.nn.layer.Flatten;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.Permute;
import dev.glimpse.nn.layer.Reshape;
import dev.glimpse.nn.layer.ZeroPadding2D;
import dev.glimpse.onnx.Value.Order;
import dev.glimpse.tensor.Shape;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Layers that move numbers about, add zeros or leave some out. */
final class ShapeNodes {

    /**
     * ONNX Runtime joins zeros around a picture with the pooling behind them, although they count there as numbers and its own
     * padding does not. It knows zero by its bits, and these are others.
     */
    private static final double ZERO = -0.0;

    private ShapeNodes() {}

    /** A row of a picture that has its channels first stays as it is: a dense layer can order its kernel's rows alike. */
    static Value of(Flatten layer, Value x, Place place) {
        boolean picture = x.shape().rank() == 3 && !Layouts.isOneOrder(x.shape());
        Order order = picture ? x.order() : Order.KERAS;
        boolean either = x.shape().rank() == 3 && !picture;
        String name = place.op("Flatten", place.in(either ? x.order() : order, x))
                .integer("axis", 1)
                .named(place.path());
        return picture
                ? Value.flattened(place.step().shape(), x.shape(), order, name)
                : place.output(Order.KERAS, name);
    }

    static Value of(Reshape layer, Value x, Place place) {
        Shape target = place.step().shape();
        if (target.rank() == 3 && Layouts.isOneOrder(target)) {
            return place.output(Order.CHANNELS_FIRST, reshape(Layouts.shape(target, Order.CHANNELS_FIRST), x, place));
        }
        long[] sizes = LongStream.concat(LongStream.of(0), LongStream.of(target.toLongArray()))
                .toArray();
        return place.output(Order.KERAS, reshape(sizes, x, place));
    }

    private static String reshape(long[] sizes, Value x, Place place) {
        boolean either = x.shape().rank() == 3 && Layouts.isOneOrder(x.shape());
        String input = place.in(either ? x.order() : Order.KERAS, x);
        return place.op("Reshape", input, place.nodes().longs(sizes)).named(place.path());
    }

    /** What comes out in the order of memory, whether as Keras has it or with channels first, needs no node. */
    static Value of(Permute layer, Value x, Place place) {
        Order given = ActivationNodes.orderOfSample(x);
        int[] from = layer.dims().stream()
                .mapToInt(axis -> Layouts.axis(axis - 1, x, given))
                .toArray();
        String input = place.in(given, x);
        if (from.length == 3 && from[2] == 1 && from[0] == 2) {
            return place.output(Order.CHANNELS_FIRST, input);
        }
        long[] axes = LongStream.concat(LongStream.of(0), Arrays.stream(from).asLongStream())
                .toArray();
        boolean moves = !Arrays.equals(axes, LongStream.range(0, axes.length).toArray());
        return place.output(
                Order.KERAS,
                moves ? place.op("Transpose", input).ints("perm", axes).named(place.path()) : input);
    }

    static Value of(ZeroPadding2D layer, Value x, Place place) {
        return place.output(x.order(), pad(layer.padding(), 0, x.order(), place.in(x.order(), x), place));
    }

    static Value of(Cropping2D layer, Value x, Place place) {
        return place.output(x.order(), crop(layer.cropping(), x.shape(), x.order(), place.in(x.order(), x), place));
    }

    /** A picture with a border of one value. */
    static String pad(Margins margins, double value, Order order, String x, Place place) {
        String pads = place.nodes()
                .longs(
                        switch (order) {
                            case KERAS ->
                                new long[] {0, margins.top(), margins.left(), 0, 0, margins.bottom(), margins.right(), 0
                                };
                            case CHANNELS_FIRST ->
                                new long[] {0, 0, margins.top(), margins.left(), 0, 0, margins.bottom(), margins.right()
                                };
                        });
        return place.op("Pad", x, pads, place.nodes().number(value == 0 ? ZERO : value))
                .text("mode", "constant")
                .named(place.path());
    }

    /** A picture without its border. */
    static String crop(Margins margins, Shape picture, Order order, String x, Place place) {
        Nodes nodes = place.nodes();
        int firstAxis =
                switch (order) {
                    case KERAS -> 1;
                    case CHANNELS_FIRST -> 2;
                };
        return place.op(
                        "Slice",
                        x,
                        nodes.longs(margins.top(), margins.left()),
                        nodes.longs(picture.size(0) - margins.bottom(), picture.size(1) - margins.right()),
                        nodes.longs(firstAxis, firstAxis + 1))
                .named(place.path());
    }
}
