package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.Conv2D;
import dev.glimpse.nn.layer.Conv2DTranspose;
import dev.glimpse.nn.layer.DepthwiseConv2D;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.SeparableConv2D;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;

/** In which order the axes of a weight lie in memory, which is not always the order of its shape in Keras. */
enum Storage {
    /** As in Keras. */
    AS_IN_KERAS,

    /** A kernel (height, width, channels, filters) as [filters, height, width, channels]. */
    LAST_AXIS_FIRST,

    /** A depthwise kernel (height, width, channels, multiplier) as [channels, multiplier, height, width]. */
    CHANNELS_FIRST;

    /** How a weight of a layer is stored. */
    static Storage of(Layer layer, String weight) {
        if (layer instanceof Conv2D || layer instanceof Conv2DTranspose) {
            return weight.equals("kernel") ? LAST_AXIS_FIRST : AS_IN_KERAS;
        }
        if (layer instanceof DepthwiseConv2D) {
            return weight.equals("kernel") ? CHANNELS_FIRST : AS_IN_KERAS;
        }
        if (layer instanceof SeparableConv2D) {
            return switch (weight) {
                case "depthwise_kernel" -> CHANNELS_FIRST;
                case "pointwise_kernel" -> LAST_AXIS_FIRST;
                default -> AS_IN_KERAS;
            };
        }
        return AS_IN_KERAS;
    }

    /** The shape in memory of a weight that has this shape in Keras. */
    Shape shape(Shape inKeras) {
        return switch (this) {
            case AS_IN_KERAS -> inKeras;
            case LAST_AXIS_FIRST -> Shape.of(inKeras.size(3), inKeras.size(0), inKeras.size(1), inKeras.size(2));
            case CHANNELS_FIRST -> Shape.of(inKeras.size(2), inKeras.size(3), inKeras.size(0), inKeras.size(1));
        };
    }

    /** A view of a weight in Keras's order as one in the order of memory. */
    Tensor fromKeras(Tensor weight) {
        return switch (this) {
            case AS_IN_KERAS -> weight;
            case LAST_AXIS_FIRST -> weight.permute(3, 0, 1, 2);
            case CHANNELS_FIRST -> weight.permute(2, 3, 0, 1);
        };
    }

    /** A view of a weight in the order of memory as one in Keras's order. */
    Tensor toKeras(Tensor weight) {
        return switch (this) {
            case AS_IN_KERAS -> weight;
            case LAST_AXIS_FIRST -> weight.permute(1, 2, 3, 0);
            case CHANNELS_FIRST -> weight.permute(2, 3, 0, 1);
        };
    }
}
