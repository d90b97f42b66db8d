package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.make;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * The same numbers in another arrangement.
 *
 * <p>Most of these are <em>views</em>: they show the numbers of the tensor they come from, cost no copy, and see every
 * change made {@linkplain Updating in place} on either side. A view is a tensor to be closed like any other, and keeps
 * the numbers alive if the tensor it came from is closed first.
 */
public sealed interface Shaping permits Tensor {

    /** The numbers, in order, in another shape of as many: a view where the layout in memory allows, else a copy. */
    default Tensor reshape(Shape shape) {
        return make(() -> self().handle().reshape(shape.toLongArray()));
    }

    /** The numbers, in order, in another shape of as many; one size may be -1 and is then worked out. */
    default Tensor reshape(int... sizes) {
        return make(() -> self().handle().reshape(longs(sizes)));
    }

    /**
     * The numbers, in order, in another shape of as many, never copied.
     *
     * @throws TensorException if the layout in memory does not allow it
     */
    default Tensor view(Shape shape) {
        return make(() -> self().handle().view(shape.toLongArray()));
    }

    /** The axes in another order: a view. */
    default Tensor permute(int... axes) {
        return make(() -> self().handle().permute(longs(axes)));
    }

    /** Two axes swapped: a view. */
    default Tensor transpose(int first, int second) {
        return make(() -> self().handle().transpose(first, second));
    }

    /** Without an axis of size 1: a view. */
    default Tensor squeeze(int axis) {
        return make(() -> self().handle().squeeze(axis));
    }

    /** With one more axis of size 1, which will be number {@code axis}: a view. */
    default Tensor unsqueeze(int axis) {
        return make(() -> self().handle().unsqueeze(axis));
    }

    /** The axes of size 1 repeated to fill a shape: a view, not to be changed in place. */
    default Tensor expand(Shape shape) {
        return make(() -> self().handle().expand(shape.toLongArray()));
    }

    /** Parts of these sizes along an axis, one behind the other: views. */
    default List<Tensor> split(int axis, int... sizes) {
        List<Tensor> parts = new ArrayList<>(sizes.length);
        long start = 0;
        for (int size : sizes) {
            parts.add(self().narrow(axis, start, size));
            start += size;
        }
        return parts;
    }

    /** The axes from {@code first} on as one: a view where the layout in memory allows, else a copy. */
    default Tensor flatten(int first) {
        return make(() -> self().handle().flatten(first, -1));
    }

    /** Backwards along these axes: a copy. */
    default Tensor flip(int... axes) {
        return make(() -> self().handle().flip(longs(axes)));
    }

    /** The whole repeated along each axis this many times: a copy. */
    default Tensor repeat(int... times) {
        return make(() -> self().handle().repeat(longs(times)));
    }

    /** Each slice along an axis repeated this many times in a row: a copy. */
    default Tensor repeatEach(int axis, int times) {
        return make(() -> {
            try (var along = new org.bytedeco.pytorch.LongOptional(axis);
                    var none = new org.bytedeco.pytorch.LongOptional()) {
                return self().handle().repeat_interleave(times, along, none);
            }
        });
    }

    /**
     * With {@code number} added around: a copy.
     *
     * @param amounts for each axis from the first, how many before and how many after; axes not named get none. Negative
     *     amounts cut off.
     */
    default Tensor pad(double number, int... amounts) {
        int rank = self().rank();
        if (amounts.length % 2 != 0 || amounts.length > 2 * rank) {
            throw new TensorException("padding is a pair of amounts for each of at most " + rank + " axes, got "
                    + Arrays.toString(amounts));
        }
        long[] lastAxisFirst = new long[2 * rank];
        for (int axis = 0; axis < amounts.length / 2; axis++) {
            lastAxisFirst[2 * (rank - 1 - axis)] = amounts[2 * axis];
            lastAxisFirst[2 * (rank - 1 - axis) + 1] = amounts[2 * axis + 1];
        }
        return make(self(), number, scalar -> torch.constant_pad_nd(self().handle(), lastAxisFirst, scalar));
    }

    /** The numbers laid out row by row in memory: this tensor seen again if they are, a copy if not. */
    default Tensor contiguous() {
        return make(() -> self().handle().contiguous());
    }

    /** Whether the numbers lie row by row in memory. */
    default boolean isContiguous() {
        return self().handle().is_contiguous();
    }

    /**
     * For four axes in the order batch, channels, height, width: the numbers with the channels of a point next to each
     * other in memory. This tensor seen again if they are, a copy if not.
     */
    default Tensor contiguousChannelsLast() {
        return make(() -> self().handle().contiguous(MemoryFormat.ChannelsLast));
    }

    /** A copy, in the same layout. The gradient flows through it. */
    default Tensor copy() {
        return make(() -> self().handle().clone());
    }

    /** A copy, row by row in memory. The gradient flows through it. */
    default Tensor copyContiguous() {
        return make(() -> {
            try (var format = new MemoryFormatOptional(MemoryFormat.Contiguous)) {
                return self().handle().clone(format);
            }
        });
    }

    private Tensor self() {
        return (Tensor) this;
    }

    private static long[] longs(int[] numbers) {
        return Arrays.stream(numbers).asLongStream().toArray();
    }
}
