package dev.glimpse.nn.optimizer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.DType;
import dev.glimpse.tensor.Tensor;
import java.util.List;

/**
 * All trainable numbers of a model one after another, and their gradients in the same order.
 *
 * <p>Both tensors have one axis, the same size and type (32 or 64-bit floats), and lie contiguously in memory. They belong
 * to whoever made them.
 *
 * @param slices which numbers belong to which variable: one after another, without gaps
 */
public record FlatParameters(Tensor values, Tensor gradients, List<Slice> slices) {

    public FlatParameters {
        slices = List.copyOf(slices);
        boolean flat = values.rank() == 1 && values.isContiguous() && gradients.isContiguous();
        if (!flat || !values.shape().equals(gradients.shape()) || values.dtype() != gradients.dtype()) {
            throw new NnException("parameters and gradients are two contiguous rows of numbers alike, got " + values
                    + " and " + gradients);
        }
        if (values.dtype() != DType.FLOAT32 && values.dtype() != DType.FLOAT64) {
            throw new NnException("parameters are FLOAT32 or FLOAT64, got " + values.dtype());
        }
        long end = 0;
        for (Slice slice : slices) {
            if (slice.offset() != end || slice.count() < 0) {
                throw new NnException("slices follow one another without gaps, but " + slice + " begins behind " + end);
            }
            end += slice.count();
        }
        if (end != values.count()) {
            throw new NnException("slices cover all " + values.count() + " numbers, got " + end);
        }
    }

    /** How many numbers there are. */
    public long count() {
        return values.count();
    }

    /**
     * The numbers of one variable.
     *
     * @param name the variable's path, such as {@code conv2d/kernel}
     * @param offset where it begins
     * @param count how many numbers it has
     */
    public record Slice(String name, long offset, long count) {}
}
