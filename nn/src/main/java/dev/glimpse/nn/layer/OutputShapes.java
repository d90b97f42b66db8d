package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Shape inference: what shape each layer makes of which. */
final class OutputShapes {

    private OutputShapes() {}

    static List<Shape> of(Layer layer, List<Shape> inputs) {
        return switch (layer) {
            case Architecture architecture -> architecture(architecture, inputs);
            case CustomLayer custom -> List.of(custom.shapeFor(inputs));
            case MergeLayer<?> merge -> List.of(merged(merge, inputs));
            case Input input -> List.of(input.shape());
            case KerasLayer<?> single -> List.of(holdable(single, single(single, inputs)));
        };
    }

    private static Shape holdable(KerasLayer<?> layer, Shape input) {
        try {
            Shape output = one(layer, input);
            Require.holdable(layer.label(), output);
            return output;
        } catch (ArithmeticException tooLarge) {
            throw new NnException(
                    layer.label() + " would make an array of " + input + " whose sizes are beyond all limits");
        }
    }

    private static Shape one(KerasLayer<?> layer, Shape input) {
        return switch (layer) {
            case Dense dense -> {
                if (input.rank() == 0) {
                    throw new NnException(dense.label() + " needs [features], got " + input);
                }
                int[] sizes = input.toArray();
                sizes[sizes.length - 1] = dense.units();
                yield Shape.of(sizes);
            }
            case Conv2D conv -> {
                int channels = picture(conv, input).size(2);
                if (channels % conv.groups() != 0) {
                    throw new NnException(conv.label() + " needs channels that its " + conv.groups()
                            + " groups divide, got " + input);
                }
                yield slide(conv, conv.window(), input, conv.filters());
            }
            case Conv2DTranspose conv -> transposed(conv, picture(conv, input));
            case DepthwiseConv2D conv ->
                slide(
                        conv,
                        conv.window(),
                        picture(conv, input),
                        Math.multiplyExact(input.size(2), conv.depthMultiplier()));
            case SeparableConv2D conv -> {
                // Between its two kernels there are so many channels.
                Math.multiplyExact(picture(conv, input).size(2), conv.depthMultiplier());
                yield slide(conv, conv.window(), input, conv.filters());
            }
            case MaxPooling2D pool -> slide(pool, pool.window(), picture(pool, input), input.size(2));
            case AveragePooling2D pool -> slide(pool, pool.window(), picture(pool, input), input.size(2));
            case GlobalAveragePooling2D pool -> pooled(picture(pool, input), pool.keepsDims());
            case GlobalMaxPooling2D pool -> pooled(picture(pool, input), pool.keepsDims());
            case Flatten flatten -> Shape.of(length(flatten, input));
            case Reshape reshape -> reshaped(reshape, input);
            case Permute permute -> {
                if (permute.dims().size() != input.rank()) {
                    throw new NnException(
                            permute.label() + " orders " + permute.dims().size() + " axes, got " + input);
                }
                yield Shape.of(permute.dims().stream()
                        .mapToInt(axis -> input.size(axis - 1))
                        .toArray());
            }
            case BatchNormalization norm -> {
                Axes.inSample(norm.axis(), input, norm);
                yield input;
            }
            case LayerNormalization norm -> {
                Axes.inSample(norm.axes(), input, norm);
                yield input;
            }
            case Softmax softmax -> {
                Axes.inSample(softmax.axes(), input, softmax);
                yield input;
            }
            case PReLU prelu -> {
                Axes.inSample(prelu.sharedAxes(), input, prelu);
                yield input;
            }
            case Normalization norm -> {
                WeightSpecs.statisticsShape(norm, input);
                yield input;
            }
            case Rescaling rescaling -> {
                broadcast(rescaling, rescaling.scale().size(), input);
                broadcast(rescaling, rescaling.offset().size(), input);
                yield input;
            }
            case ZeroPadding2D padding -> {
                Shape picture = picture(padding, input);
                Margins margins = padding.padding();
                yield Shape.of(
                        Math.addExact(picture.size(0), Math.addExact(margins.top(), margins.bottom())),
                        Math.addExact(picture.size(1), Math.addExact(margins.left(), margins.right())),
                        picture.size(2));
            }
            case Cropping2D cropping -> cropped(cropping, picture(cropping, input));
            case UpSampling2D up -> {
                Shape picture = picture(up, input);
                yield Shape.of(
                        Math.multiplyExact(picture.size(0), up.size().height()),
                        Math.multiplyExact(picture.size(1), up.size().width()),
                        picture.size(2));
            }
            case Resizing resizing ->
                Shape.of(
                        resizing.size().height(),
                        resizing.size().width(),
                        picture(resizing, input).size(2));
            case SpatialDropout2D dropout -> picture(dropout, input);
            case RandomLayer<?> random -> picture(random, input);
            case Dropout dropout -> {
                dropout.mask(input);
                yield input;
            }
            case GaussianNoise _, Activation _, ReLU _, LeakyReLU _, ELU _ -> input;
            case Input _, MergeLayer<?> _ -> throw new AssertionError("not a layer with one input: " + layer);
        };
    }

    private static Shape single(Layer layer, List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new NnException(layer.label() + " takes one input, got " + inputs.size() + ": " + inputs);
        }
        return inputs.getFirst();
    }

    private static Shape picture(Layer layer, Shape input) {
        if (input.rank() != 3) {
            throw new NnException(layer.label() + " needs [height, width, channels], got " + input
                    + (input.rank() < 3 ? ": put it before flatten(), or reshape(...) before it" : ""));
        }
        return input;
    }

    private static Shape slide(Layer layer, Window window, Shape input, int channels) {
        Size2 reach = window.reach();
        int height =
                window.positions(input.size(0), reach.height(), window.stride().height());
        int width =
                window.positions(input.size(1), reach.width(), window.stride().width());
        if (height < 1 || width < 1) {
            throw new NnException(layer.label() + " needs at least " + reach + " pixels for its window, got " + input
                    + ": make it smaller, or pad with same()");
        }
        return Shape.of(height, width, channels);
    }

    private static Shape transposed(Conv2DTranspose conv, Shape input) {
        Window window = conv.window();
        OptionalInt bottom = OptionalInt.empty();
        OptionalInt right = OptionalInt.empty();
        if (conv.outputPadding().isPresent()) {
            bottom = OptionalInt.of(conv.outputPadding().get().height());
            right = OptionalInt.of(conv.outputPadding().get().width());
        }
        int height =
                grown(input.size(0), window.reach().height(), window.stride().height(), window.padding(), bottom);
        int width = grown(input.size(1), window.reach().width(), window.stride().width(), window.padding(), right);
        if (height < 1 || width < 1) {
            throw new NnException(conv.label() + " makes no pixel of " + input + ": give it a larger kernel or stride");
        }
        return Shape.of(height, width, conv.filters());
    }

    /** Keras's rule (keras/src/backend/common/backend_utils.py), where {@code reach} is the dilated kernel. */
    private static int grown(int input, int reach, int stride, Padding padding, OptionalInt outputPadding) {
        long full = (long) input * stride;
        if (outputPadding.isEmpty()) {
            return switch (padding) {
                case VALID -> Math.toIntExact(full + Math.max(reach - stride, 0));
                case SAME -> Math.toIntExact(full);
            };
        }
        return switch (padding) {
            case VALID -> Math.toIntExact(full - stride + reach + outputPadding.getAsInt());
            case SAME -> Math.toIntExact(full - stride + reach - 2L * (reach / 2) + outputPadding.getAsInt());
        };
    }

    private static Shape pooled(Shape input, boolean keepsDims) {
        return keepsDims ? Shape.of(1, 1, input.size(2)) : Shape.of(input.size(2));
    }

    private static int length(Layer layer, Shape input) {
        long count = input.count();
        if (count > Integer.MAX_VALUE) {
            throw new NnException(layer.label() + " would make " + count + " values a sample of " + input
                    + ": make the picture smaller first");
        }
        return (int) count;
    }

    private static Shape reshaped(Reshape reshape, Shape input) {
        long known = 1;
        for (OptionalInt size : reshape.target()) {
            known = Math.multiplyExact(known, size.orElse(1));
        }
        boolean open = reshape.target().stream().anyMatch(OptionalInt::isEmpty);
        long count = input.count();
        if (open ? count % known != 0 : count != known) {
            throw new NnException(reshape.label() + " needs a shape with " + count + " values for " + input + ", got "
                    + reshape.target().stream()
                            .map(size -> size.isPresent() ? Integer.toString(size.getAsInt()) : "open")
                            .toList());
        }
        int rest = Math.toIntExact(count / known);
        return Shape.of(
                reshape.target().stream().mapToInt(size -> size.orElse(rest)).toArray());
    }

    private static void broadcast(Layer layer, int values, Shape input) {
        if (values != 1 && (input.rank() == 0 || input.size(-1) != values)) {
            throw new NnException(
                    layer.label() + " has " + values + " values for the last axis, got an input of " + input);
        }
    }

    private static Shape cropped(Cropping2D cropping, Shape input) {
        Margins margins = cropping.cropping();
        int height = Math.subtractExact(input.size(0), Math.addExact(margins.top(), margins.bottom()));
        int width = Math.subtractExact(input.size(1), Math.addExact(margins.left(), margins.right()));
        if (height < 1 || width < 1) {
            throw new NnException(
                    cropping.label() + " leaves nothing of " + input + ": crop less than its height and width");
        }
        return Shape.of(height, width, input.size(2));
    }

    private static Shape merged(MergeLayer<?> layer, List<Shape> inputs) {
        try {
            Shape output = merge(layer, inputs);
            Require.holdable(layer.label(), output);
            return output;
        } catch (ArithmeticException tooLarge) {
            throw new NnException(
                    layer.label() + " would make an array of " + inputs + " whose sizes are beyond all limits");
        }
    }

    private static Shape merge(MergeLayer<?> layer, List<Shape> inputs) {
        return switch (layer) {
            case Concatenate concatenate -> concatenated(concatenate, inputs);
            case Subtract subtract -> {
                if (inputs.size() != 2) {
                    throw new NnException(subtract.label() + " takes two inputs, got " + inputs.size());
                }
                yield repeated(subtract, inputs);
            }
            case Add _, Multiply _, Average _, Maximum _, Minimum _ -> repeated(layer, inputs);
        };
    }

    private static Shape repeated(Layer layer, List<Shape> inputs) {
        Shape first = first(layer, inputs);
        int[] sizes = first.toArray();
        for (Shape input : inputs) {
            boolean fits = input.rank() == sizes.length;
            for (int axis = 0; fits && axis < sizes.length; axis++) {
                int size = input.size(axis);
                fits = size == sizes[axis] || size == 1 || sizes[axis] == 1;
                sizes[axis] = Math.max(size, sizes[axis]);
            }
            if (!fits) {
                throw new NnException(layer.label() + " needs inputs of one shape, got " + inputs);
            }
        }
        return Shape.of(sizes);
    }

    private static Shape concatenated(Concatenate layer, List<Shape> inputs) {
        Shape first = first(layer, inputs);
        int along = Axes.inSample(layer.axis(), first, layer);
        int[] sizes = first.toArray();
        sizes[along] = 0;
        for (Shape input : inputs) {
            boolean fits = input.rank() == sizes.length;
            for (int axis = 0; fits && axis < sizes.length; axis++) {
                fits = axis == along || input.size(axis) == sizes[axis];
            }
            if (!fits) {
                throw new NnException(layer.label() + " needs inputs that differ along axis " + layer.axis()
                        + " only, got " + inputs);
            }
            sizes[along] = Math.addExact(sizes[along], input.size(along));
        }
        return Shape.of(sizes);
    }

    private static Shape first(Layer layer, List<Shape> inputs) {
        if (inputs.isEmpty()) {
            throw new NnException(layer.label() + " needs inputs, got none");
        }
        return inputs.getFirst();
    }

    private static List<Shape> architecture(Architecture architecture, List<Shape> inputs) {
        if (!inputs.equals(architecture.inputShapes())) {
            throw new NnException(architecture.label() + " needs inputs of "
                    + new ArrayList<>(architecture.inputShapes()) + ", got " + inputs);
        }
        return architecture.outputShapes();
    }
}
