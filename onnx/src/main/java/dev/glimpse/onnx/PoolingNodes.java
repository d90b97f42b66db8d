package dev.glimpse.onnx;

import dev.glimpse.nn.layer.AveragePooling2D;
import dev.glimpse.nn.layer.GlobalAveragePooling2D;
import dev.glimpse.nn.layer.GlobalMaxPooling2D;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.MaxPooling2D;
import dev.glimpse.nn.layer.Window;
import dev.glimpse.onnx.Value.Order;

/** Layers that make pictures smaller window by window, or to one number a channel. */
final class PoolingNodes {

    private PoolingNodes() {}

    static Value of(MaxPooling2D layer, Value x, Place place) {
        Op pool = place.op("MaxPool", place.in(Order.CHANNELS_FIRST, x));
        return place.output(
                Order.CHANNELS_FIRST, slide(pool, layer.window(), place).named(place.path()));
    }

    static Value of(AveragePooling2D layer, Value x, Place place) {
        Op pool = place.op("AveragePool", place.in(Order.CHANNELS_FIRST, x)).integer("count_include_pad", 0);
        return place.output(
                Order.CHANNELS_FIRST, slide(pool, layer.window(), place).named(place.path()));
    }

    static Value of(GlobalAveragePooling2D layer, Value x, Place place) {
        return global("GlobalAveragePool", "ReduceMean", layer.keepsDims(), x, place);
    }

    static Value of(GlobalMaxPooling2D layer, Value x, Place place) {
        return global("GlobalMaxPool", "ReduceMax", layer.keepsDims(), x, place);
    }

    private static Value global(String pool, String reduce, boolean keepsDims, Value x, Place place) {
        if (x.order() == Order.KERAS) {
            String name = place.op(reduce, place.in(Order.KERAS, x))
                    .ints("axes", 1, 2)
                    .integer("keepdims", keepsDims ? 1 : 0)
                    .named(place.path());
            return place.output(Order.KERAS, name);
        }
        String pooled = place.op(pool, place.in(Order.CHANNELS_FIRST, x)).named(place.path());
        return keepsDims
                ? place.output(Order.CHANNELS_FIRST, pooled)
                : place.output(
                        Order.KERAS,
                        place.op("Flatten", pooled).integer("axis", 1).named(place.path() + "/flat"));
    }

    /** ONNX's average pooling knows no dilation in this version, and Keras's pools have none. */
    private static Op slide(Op op, Window window, Place place) {
        Margins margins = place.margins(window);
        return op.ints("kernel_shape", window.size().height(), window.size().width())
                .ints("strides", window.stride().height(), window.stride().width())
                .ints("pads", margins.top(), margins.left(), margins.bottom(), margins.right());
    }
}
