package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.Conv2D;
import dev.glimpse.nn.layer.Conv2DTranspose;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.WeightSpec;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.List;
import java.util.Optional;

/**
 * How the kernels of convolutions lie in a file, and how they become today's (height, width, in, out).
 *
 * <p>Keras 1 kept them as its engine wanted them, and Theano's convolution turned them around.
 *
 * @param axes their order in the file
 * @param turn whether the engine turned them around
 */
record SavedKernels(Axes axes, Turn turn) {

    /** In which order the axes lie. */
    enum Axes {
        /** As today. */
        TODAY,
        /** As in Keras 1 for channels last: transposed convolutions had (height, width, in, out), too. */
        KERAS_1,
        /** As in Keras 1 for channels first: (out, in, height, width). */
        KERAS_1_CHANNELS_FIRST
    }

    /** Whether kernels are turned around, height and width both. */
    enum Turn {
        STRAIGHT,
        AROUND
    }

    /** What a file's kernels can be, the likeliest first. */
    static List<SavedKernels> in(LayerGroups groups) {
        Turn turn = groups.backend().equals("theano") ? Turn.AROUND : Turn.STRAIGHT;
        boolean old = groups.version().isEmpty() || groups.version().startsWith("1.");
        List<Axes> possible = old ? List.of(Axes.KERAS_1, Axes.KERAS_1_CHANNELS_FIRST) : List.of(Axes.TODAY);
        return possible.stream().map(axes -> new SavedKernels(axes, turn)).toList();
    }

    /** Whether an array of this shape in the file can be a weight. */
    boolean fit(Layer layer, WeightSpec spec, Shape saved) {
        return order(layer, spec)
                .map(order ->
                        saved.rank() == order.length && permuted(saved, order).equals(spec.shape()))
                .orElse(saved.equals(spec.shape()));
    }

    /** An array that {@link #fit}s, as the weight. */
    NdArray.Floats asNeeded(Layer layer, WeightSpec spec, SavedArray saved) {
        float[] values = saved.toFloats();
        Optional<int[]> order = order(layer, spec);
        if (order.isPresent()) {
            values = permute(values, saved.shape(), order.get());
        }
        if (turn == Turn.AROUND && isKernel(layer, spec)) {
            values = turned(values, spec.shape());
        }
        return new NdArray.Floats(spec.shape(), values);
    }

    private static boolean isKernel(Layer layer, WeightSpec spec) {
        return (layer instanceof Conv2D || layer instanceof Conv2DTranspose)
                && spec.name().equals("kernel");
    }

    /** Which axis of the file becomes the first, the second and so on; nothing where they are in order. */
    private Optional<int[]> order(Layer layer, WeightSpec spec) {
        if (!isKernel(layer, spec)) {
            return Optional.empty();
        }
        boolean transposed = layer instanceof Conv2DTranspose;
        return switch (axes) {
            case TODAY -> Optional.empty();
            case KERAS_1 -> transposed ? Optional.of(new int[] {0, 1, 3, 2}) : Optional.empty();
            case KERAS_1_CHANNELS_FIRST -> Optional.of(transposed ? new int[] {2, 3, 0, 1} : new int[] {2, 3, 1, 0});
        };
    }

    private static Shape permuted(Shape shape, int[] order) {
        int[] sizes = new int[order.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = shape.size(order[i]);
        }
        return Shape.of(sizes);
    }

    private static float[] permute(float[] values, Shape shape, int[] order) {
        int rank = order.length;
        int[] steps = new int[rank];
        int step = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= shape.size(axis);
        }
        Shape to = permuted(shape, order);
        float[] permuted = new float[values.length];
        int[] at = new int[rank];
        for (int i = 0; i < permuted.length; i++) {
            int from = 0;
            for (int axis = 0; axis < rank; axis++) {
                from += at[axis] * steps[order[axis]];
            }
            permuted[i] = values[from];
            for (int axis = rank - 1; axis >= 0 && ++at[axis] == to.size(axis); axis--) {
                at[axis] = 0;
            }
        }
        return permuted;
    }

    /** Around both height and width is around the two as one. */
    private static float[] turned(float[] values, Shape shape) {
        int places = shape.size(0) * shape.size(1);
        int each = values.length / places;
        float[] turned = new float[values.length];
        for (int place = 0; place < places; place++) {
            System.arraycopy(values, place * each, turned, (places - 1 - place) * each, each);
        }
        return turned;
    }
}
