package dev.glimpse.nn.archive;

import dev.glimpse.nn.archive.SavedPart.DataFormat;
import dev.glimpse.nn.archive.SavedPart.Single;
import dev.glimpse.nn.layer.Activation;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Add;
import dev.glimpse.nn.layer.Average;
import dev.glimpse.nn.layer.AveragePooling2D;
import dev.glimpse.nn.layer.BatchNormalization;
import dev.glimpse.nn.layer.Concatenate;
import dev.glimpse.nn.layer.Conv2D;
import dev.glimpse.nn.layer.Conv2DTranspose;
import dev.glimpse.nn.layer.Cropping2D;
import dev.glimpse.nn.layer.Dense;
import dev.glimpse.nn.layer.DepthwiseConv2D;
import dev.glimpse.nn.layer.Dropout;
import dev.glimpse.nn.layer.ELU;
import dev.glimpse.nn.layer.Flatten;
import dev.glimpse.nn.layer.GaussianNoise;
import dev.glimpse.nn.layer.GlobalAveragePooling2D;
import dev.glimpse.nn.layer.GlobalMaxPooling2D;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerNormalization;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.LeakyReLU;
import dev.glimpse.nn.layer.MaxPooling2D;
import dev.glimpse.nn.layer.Maximum;
import dev.glimpse.nn.layer.Minimum;
import dev.glimpse.nn.layer.Multiply;
import dev.glimpse.nn.layer.Normalization;
import dev.glimpse.nn.layer.PReLU;
import dev.glimpse.nn.layer.Permute;
import dev.glimpse.nn.layer.RandomLayer;
import dev.glimpse.nn.layer.ReLU;
import dev.glimpse.nn.layer.Rescaling;
import dev.glimpse.nn.layer.Reshape;
import dev.glimpse.nn.layer.Resizing;
import dev.glimpse.nn.layer.SeparableConv2D;
import dev.glimpse.nn.layer.Softmax;
import dev.glimpse.nn.layer.SpatialDropout2D;
import dev.glimpse.nn.layer.Subtract;
import dev.glimpse.nn.layer.UpSampling2D;
import dev.glimpse.nn.layer.ZeroPadding2D;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a layer of a file is applied to pictures that have their channels last here and may have had them first there.
 *
 * <p>Pictures stay (height, width, channels) for as long as the layers allow: those that look at pictures do, those that
 * treat each number alike do not care, and those that name axes name others. What is left, such as a Flatten in whose file
 * the channels came first, gets its input as the file has it.
 */
final class Turning {

    /** How the axes of a sample lie, compared with the file. */
    enum Order {
        /** As in the file. */
        AS_WRITTEN,
        /** The first axis has become the last. */
        TURNED
    }

    /**
     * A layer that is ready to be applied.
     *
     * @param takes the order in which it takes its inputs
     * @param gives the order of each of its outputs
     */
    record Turned(Layer layer, Order takes, List<Order> gives) {}

    private Turning() {}

    /** What turns a sample of so many axes into this order. */
    static Permute into(Order order, int rank) {
        List<Integer> axes = new ArrayList<>();
        for (int axis = 1; axis <= rank; axis++) {
            axes.add(axis);
        }
        Collections.rotate(
                axes,
                switch (order) {
                    case TURNED -> -1;
                    case AS_WRITTEN -> 1;
                });
        return Layers.permute(axes.stream().mapToInt(Integer::intValue).toArray());
    }

    /** A shape of the file with its first axis last. */
    static Shape turned(Shape shape) {
        return into(Order.TURNED, shape.rank()).outputShape(shape);
    }

    /** A shape whose first axis has become its last as the file has it. */
    static Shape asWritten(Shape shape) {
        return into(Order.AS_WRITTEN, shape.rank()).outputShape(shape);
    }

    /**
     * A layer of a file, ready for inputs of which some are turned.
     *
     * @param shapes of the inputs as they are
     */
    static Turned turn(Single saved, List<Shape> shapes, List<Order> orders) {
        Layer layer = saved.layer();
        if (saved.format().isPresent()) {
            return ready(layer, order(saved.format().get()), shapes, orders);
        }
        if (orders.contains(Order.TURNED) && layer instanceof KerasLayer<?> known) {
            Optional<KerasLayer<?>> turned = turned(known, shapes.getFirst().rank());
            if (turned.isPresent()) {
                return ready(turned.get(), Order.TURNED, shapes, orders);
            }
        }
        return ready(layer, Order.AS_WRITTEN, shapes, orders);
    }

    private static Order order(DataFormat format) {
        return switch (format) {
            case CHANNELS_FIRST -> Order.TURNED;
            case CHANNELS_LAST -> Order.AS_WRITTEN;
        };
    }

    private static Turned ready(Layer layer, Order order, List<Shape> shapes, List<Order> orders) {
        List<Shape> taken = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            taken.add(bring(shapes.get(i), orders.get(i), order));
        }
        return new Turned(
                layer,
                order,
                layer.outputShapes(taken).stream()
                        .map(shape -> shape.rank() > 1 ? order : Order.AS_WRITTEN)
                        .toList());
    }

    private static Shape bring(Shape shape, Order from, Order to) {
        return from == to || shape.rank() < 2 ? shape : into(to, shape.rank()).outputShape(shape);
    }

    /** The layer that does to turned inputs what this one does to those of the file; none if there is no such layer. */
    private static Optional<KerasLayer<?>> turned(KerasLayer<?> layer, int rank) {
        return switch (layer) {
            case ReLU _, LeakyReLU _, ELU _, GaussianNoise _ -> Optional.of(layer);
            case Add _, Subtract _, Multiply _, Average _, Maximum _, Minimum _ -> Optional.of(layer);
            case Activation activation -> isAlongAnAxis(activation.function()) ? Optional.empty() : Optional.of(layer);
            case Rescaling rescaling ->
                rescaling.scale().size() == 1 && rescaling.offset().size() == 1 ? Optional.of(layer) : Optional.empty();
            case Dropout dropout -> Optional.of(turned(dropout));
            case BatchNormalization norm -> Optional.of(norm.axis(turned(norm.axis(), rank)));
            // Along several axes its weights would have another shape than in the file, as those of a PReLU would.
            case LayerNormalization norm ->
                norm.axes().size() == 1
                        ? Optional.of(norm.axes(turned(norm.axes().getFirst(), rank)))
                        : Optional.empty();
            case Normalization norm ->
                norm.axes().size() <= 1
                        ? Optional.of(new Normalization(
                                norm.info(), turned(norm.axes(), rank), norm.statistics(), norm.direction()))
                        : Optional.empty();
            case Softmax softmax -> Optional.of(new Softmax(softmax.info(), turned(softmax.axes(), rank)));
            case Concatenate concatenate -> Optional.of(concatenate.axis(turned(concatenate.axis(), rank)));
            case Input _,
                    Dense _,
                    Conv2D _,
                    Conv2DTranspose _,
                    DepthwiseConv2D _,
                    SeparableConv2D _,
                    MaxPooling2D _,
                    AveragePooling2D _,
                    GlobalAveragePooling2D _,
                    GlobalMaxPooling2D _,
                    Flatten _,
                    Reshape _,
                    Permute _,
                    PReLU _,
                    SpatialDropout2D _,
                    ZeroPadding2D _,
                    Cropping2D _,
                    UpSampling2D _,
                    Resizing _,
                    RandomLayer<?> _ -> Optional.empty();
        };
    }

    /** Whether a function takes the numbers along the last axis together. */
    static boolean isAlongAnAxis(ActivationFunction function) {
        return function == ActivationFunction.SOFTMAX
                || function == ActivationFunction.LOG_SOFTMAX
                || function == ActivationFunction.SPARSEMAX;
    }

    private static Dropout turned(Dropout dropout) {
        List<OptionalInt> noise = new ArrayList<>(dropout.noiseShape());
        Collections.rotate(noise, -1);
        return new Dropout(dropout.info(), dropout.rate(), noise, dropout.seed());
    }

    private static List<Integer> turned(List<Integer> axes, int rank) {
        return axes.stream().map(axis -> turned(axis, rank)).toList();
    }

    /** An axis, counted from 1 or from the end, where the first has become the last, which is -1. */
    private static int turned(int axis, int rank) {
        int place = axis < 0 ? rank + 1 + axis : axis;
        if (place < 1 || place > rank) {
            // There is no such axis, and the layer will say so.
            return axis;
        }
        return place == 1 ? -1 : place - 1;
    }
}
