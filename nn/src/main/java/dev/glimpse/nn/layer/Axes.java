package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.List;

/** Axes as Keras counts them, with the batch axis at 0, brought to shapes without it. */
public final class Axes {

    private Axes() {}

    /**
     * Which axis of a sample's shape Keras's {@code axis} is; negative ones count from the end.
     *
     * @throws NnException if it is the batch axis, or there is none such
     */
    public static int inSample(int axis, Shape sample, Layer layer) {
        int index = axis < 0 ? sample.rank() + axis : axis - 1;
        if (index < 0 || index >= sample.rank()) {
            throw new NnException(layer.label() + " needs an axis from 1 to " + sample.rank() + ", or from -1 to -"
                    + sample.rank() + ", for " + sample + ", got " + axis);
        }
        return index;
    }

    /** The same for several axes, in ascending order. */
    public static List<Integer> inSample(List<Integer> axes, Shape sample, Layer layer) {
        return axes.stream()
                .map(axis -> inSample(axis, sample, layer))
                .distinct()
                .sorted()
                .toList();
    }
}
