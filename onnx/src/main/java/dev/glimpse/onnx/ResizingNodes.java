package dev.glimpse.onnx;

import dev.glimpse.nn.layer.Interpolation;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.Resizing;
import dev.glimpse.nn.layer.ResizingWeights;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.layer.UpSampling2D;
import dev.glimpse.onnx.Value.Order;
import dev.glimpse.tensor.Shape;
import java.util.Arrays;

/**
 * Layers that change the size of pictures.
 *
 * <p>ONNX's Resize works its positions out in 32 bits, which moves large pictures by more than we promise. As in the engine,
 * a picture is multiplied by one matrix along its rows and one along its columns; what takes the nearest pixel picks it.
 */
final class ResizingNodes {

    private ResizingNodes() {}

    static Value of(UpSampling2D layer, Value x, Place place) {
        Size2 from = new Size2(x.shape().size(0), x.shape().size(1));
        Size2 to = new Size2(
                from.height() * layer.size().height(),
                from.width() * layer.size().width());
        String input = place.in(Order.CHANNELS_FIRST, x);
        if (layer.interpolation() == Interpolation.NEAREST) {
            return place.output(Order.CHANNELS_FIRST, repeated(input, layer.size(), place));
        }
        return place.output(
                Order.CHANNELS_FIRST, resize(input, from, to, layer.interpolation(), Resizing.Sampling.POINT, place));
    }

    static Value of(Resizing layer, Value x, Place place) {
        Size2 picture = new Size2(x.shape().size(0), x.shape().size(1));
        String input = place.in(Order.CHANNELS_FIRST, x);
        Margins crop = layer.cropOf(picture);
        Margins border = layer.borderOf(picture);
        if (!crop.equals(Margins.NONE)) {
            input = ShapeNodes.crop(crop, x.shape(), Order.CHANNELS_FIRST, input, place);
        }
        if (!border.equals(Margins.NONE)) {
            input = ShapeNodes.pad(border, layer.fill().value(), Order.CHANNELS_FIRST, input, place);
        }
        Size2 from = new Size2(
                picture.height() - crop.top() - crop.bottom() + border.top() + border.bottom(),
                picture.width() - crop.left() - crop.right() + border.left() + border.right());
        return place.output(
                Order.CHANNELS_FIRST,
                resize(input, from, layer.size(), layer.interpolation(), layer.sampling(), place));
    }

    /** Whole factors, for which ONNX's positions are exact. */
    private static String repeated(String x, Size2 factors, Place place) {
        String scales = place.nodes()
                .constant(
                        "factors " + factors,
                        "factors/" + factors,
                        Shape.of(4),
                        () -> Numbers.of(1, 1, factors.height(), factors.width()));
        return place.op("Resize", x, "", scales)
                .text("mode", "nearest")
                .text("coordinate_transformation_mode", "asymmetric")
                .text("nearest_mode", "floor")
                .named(place.path());
    }

    private static String resize(
            String x, Size2 from, Size2 to, Interpolation interpolation, Resizing.Sampling sampling, Place place) {
        String result = x;
        if (interpolation == Interpolation.NEAREST) {
            result = pick(result, from.height(), to.height(), 2, place);
            return pick(result, from.width(), to.width(), 3, place);
        }
        if (from.height() != to.height()) {
            String matrix = matrix(from.height(), to.height(), interpolation, sampling, false, place);
            result = place.op("MatMul", matrix, result).named(place.path() + "/rows");
        }
        if (from.width() != to.width()) {
            String matrix = matrix(from.width(), to.width(), interpolation, sampling, true, place);
            result = place.op("MatMul", result, matrix).named(place.path() + "/columns");
        }
        return result;
    }

    private static String pick(String x, int from, int to, int axis, Place place) {
        if (from == to) {
            return x;
        }
        double[] weights = ResizingWeights.of(from, to, Interpolation.NEAREST, Resizing.Sampling.POINT);
        long[] places = new long[to];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 1) {
                places[i / from] = i % from;
            }
        }
        return place.op("Gather", x, place.nodes().longs(places))
                .integer("axis", axis)
                .named(place.path() + "/picked");
    }

    /** The matrix [to, from] that resizes a line; transposed, it is [from, to]. */
    private static String matrix(
            int from,
            int to,
            Interpolation interpolation,
            Resizing.Sampling sampling,
            boolean transposed,
            Place place) {
        String key = Arrays.asList("resizing", from, to, interpolation, sampling, transposed)
                .toString();
        return place.nodes()
                .constant(
                        key,
                        "resizing/" + from + "_" + to,
                        transposed ? Shape.of(from, to) : Shape.of(to, from),
                        () -> {
                            float[] matrix =
                                    ScaleAndShift.narrow(ResizingWeights.of(from, to, interpolation, sampling));
                            return transposed ? Numbers.channelsFirst(to, from, matrix) : Numbers.of(matrix);
                        });
    }
}
