package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.make;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.global.torch;

/** Some of the numbers, by where they are or how large. Indices are tensors of {@link DType#INT64}. */
public sealed interface Selecting permits Tensor {

    /** The part from {@code start}, {@code length} long, along an axis: a view. */
    default Tensor narrow(int axis, long start, long length) {
        return make(() -> self().handle().narrow(axis, start, length));
    }

    /** Every {@code step}-th from {@code start} up to but not including {@code end} along an axis: a view. */
    default Tensor slice(int axis, long start, long end, long step) {
        return make(() -> {
            try (var from = new LongOptional(start);
                    var to = new LongOptional(end)) {
                return self().handle().slice(axis, from, to, step);
            }
        });
    }

    /** The one at an index along an axis, which vanishes: a view. */
    default Tensor select(int axis, long index) {
        return make(() -> self().handle().select(axis, index));
    }

    /** Those at these indices along an axis, in their order: a copy. */
    default Tensor indexSelect(int axis, Tensor indices) {
        return make(() -> self().handle().index_select(axis, indices.handle()));
    }

    /** For each place, the number at that place but for the index along {@code axis}, which {@code indices} has. */
    default Tensor gather(int axis, Tensor indices) {
        return make(() -> self().handle().gather(axis, indices.handle()));
    }

    /** A copy with {@code numbers} written where {@code indices} says along an axis: the reverse of {@link #gather}. */
    default Tensor scatter(int axis, Tensor indices, Tensor numbers) {
        return make(() -> self().handle().scatter(axis, indices.handle(), numbers.handle()));
    }

    /** A copy with {@code number} written where {@code indices} says along an axis. */
    default Tensor scatter(int axis, Tensor indices, double number) {
        return make(self(), number, scalar -> self().handle().scatter(axis, indices.handle(), scalar));
    }

    /** A copy with {@code numbers} added where {@code indices} says along an axis; several may meet in one place. */
    default Tensor scatterAdd(int axis, Tensor indices, Tensor numbers) {
        return make(() -> self().handle().scatter_add(axis, indices.handle(), numbers.handle()));
    }

    /** A copy with {@code number} wherever {@code mask} is true. */
    default Tensor maskedFill(Tensor mask, double number) {
        return make(self(), number, scalar -> self().handle().masked_fill(mask.handle(), scalar));
    }

    /** The numbers where {@code mask} is true, as a vector. */
    default Tensor maskedSelect(Tensor mask) {
        return make(() -> self().handle().masked_select(mask.handle()));
    }

    /** For each index a row of {@code classes} numbers, 1 at that index and else 0, as {@link DType#FLOAT32}. */
    default Tensor oneHot(int classes) {
        return make(() -> {
            try (var rows = torch.one_hot(self().handle(), classes)) {
                return rows.to(DType.FLOAT32.scalarType());
            }
        });
    }

    /** The {@code count} greatest along an axis, greatest first. */
    default Ranked topK(int count, int axis) {
        return Libtorch.pair(() -> self().handle().topk(count, axis, true, true), Ranked::new);
    }

    /** All along an axis, in order. Equal ones stay in the order they were in. */
    default Ranked sort(int axis, Order order) {
        return Libtorch.pair(
                () -> {
                    try (var stable = new org.bytedeco.pytorch.BoolOptional(true)) {
                        return self().handle().sort(stable, axis, order == Order.DESCENDING);
                    }
                },
                Ranked::new);
    }

    /** Which comes first. */
    enum Order {
        /** The smallest. */
        ASCENDING,
        /** The greatest. */
        DESCENDING
    }

    /**
     * Numbers in order and where they were.
     *
     * @param values the numbers
     * @param indices their places along the axis, as {@link DType#INT64}
     */
    record Ranked(Tensor values, Tensor indices) {}

    private Tensor self() {
        return (Tensor) this;
    }
}
