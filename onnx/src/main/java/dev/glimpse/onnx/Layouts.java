package dev.glimpse.onnx;

import dev.glimpse.onnx.Value.Order;
import dev.glimpse.tensor.Shape;

/** Brings arrays into the order that a node asks for, each once, and only where they are not there already. */
final class Layouts {

    private final Nodes nodes;

    Layouts(Nodes nodes) {
        this.nodes = nodes;
    }

    /** The array's name in an order. */
    String in(Order order, Value value) {
        return value.name(order).orElseGet(() -> {
            String name = moved(value, order);
            value.put(order, name);
            return name;
        });
    }

    String keras(Value value) {
        return in(Order.KERAS, value);
    }

    String channelsFirst(Value value) {
        return in(Order.CHANNELS_FIRST, value);
    }

    /** Whether the numbers lie in the same order either way. */
    static boolean isOneOrder(Shape picture) {
        return picture.size(2) == 1 || picture.size(0) * picture.size(1) == 1;
    }

    private String moved(Value value, Order order) {
        Shape picture = value.picture()
                .orElseThrow(() -> new AssertionError(value.shape() + " is no picture: it has one order"));
        String given = value.name(value.order()).orElseThrow();
        boolean flat = value.shape().rank() == 1;
        if (flat && order == Order.KERAS) {
            String shaped = nodes.op("Reshape", given, nodes.longs(shape(picture, Order.CHANNELS_FIRST)))
                    .named(given + "/picture");
            String transposed =
                    nodes.op("Transpose", shaped).ints("perm", 0, 2, 3, 1).named(given + "/transposed");
            return nodes.op("Flatten", transposed).integer("axis", 1).named(given + "/flat");
        }
        if (flat) {
            throw new AssertionError("nothing asks for a row with channels first that is not there");
        }
        if (isOneOrder(picture)) {
            return nodes.op("Reshape", given, nodes.longs(shape(picture, order)))
                    .named(given + "/reshaped");
        }
        return switch (order) {
            case KERAS -> nodes.op("Transpose", given).ints("perm", 0, 2, 3, 1).named(given + "/channels_last");
            case CHANNELS_FIRST ->
                nodes.op("Transpose", given).ints("perm", 0, 3, 1, 2).named(given + "/channels_first");
        };
    }

    /** A picture's axes for a Reshape, which keeps the batch. */
    static long[] shape(Shape picture, Order order) {
        return switch (order) {
            case KERAS -> new long[] {0, picture.size(0), picture.size(1), picture.size(2)};
            case CHANNELS_FIRST -> new long[] {0, picture.size(2), picture.size(0), picture.size(1)};
        };
    }

    /** Where an axis of a sample, counted from 0 as in Keras's order, is among all axes. */
    static int axis(int inSample, Value value, Order order) {
        if (order == Order.KERAS || value.shape().rank() != 3) {
            return inSample + 1;
        }
        return inSample == 2 ? 1 : inSample + 2;
    }
}
