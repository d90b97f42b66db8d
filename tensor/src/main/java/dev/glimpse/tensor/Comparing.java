package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.make;

import org.bytedeco.pytorch.global.torch;

/** Questions about each number: the answers are tensors of {@link DType#BOOL}. */
public sealed interface Comparing permits Tensor {

    /** {@code this == other}. */
    default Tensor equalTo(Tensor other) {
        return make(() -> self().handle().eq(other.handle()));
    }

    /** {@code this == number}. */
    default Tensor equalTo(double number) {
        return make(self(), number, scalar -> self().handle().eq(scalar));
    }

    /** {@code this > other}. */
    default Tensor greaterThan(Tensor other) {
        return make(() -> self().handle().gt(other.handle()));
    }

    /** {@code this > number}. */
    default Tensor greaterThan(double number) {
        return make(self(), number, scalar -> self().handle().gt(scalar));
    }

    /** {@code this >= other}. */
    default Tensor atLeastAs(Tensor other) {
        return make(() -> self().handle().ge(other.handle()));
    }

    /** {@code this >= number}. */
    default Tensor atLeastAs(double number) {
        return make(self(), number, scalar -> self().handle().ge(scalar));
    }

    /** {@code this < other}. */
    default Tensor lessThan(Tensor other) {
        return make(() -> self().handle().lt(other.handle()));
    }

    /** {@code this < number}. */
    default Tensor lessThan(double number) {
        return make(self(), number, scalar -> self().handle().lt(scalar));
    }

    /** {@code this <= other}. */
    default Tensor atMostAs(Tensor other) {
        return make(() -> self().handle().le(other.handle()));
    }

    /** {@code this <= number}. */
    default Tensor atMostAs(double number) {
        return make(self(), number, scalar -> self().handle().le(scalar));
    }

    /** Whether each is a number, and neither infinite nor the result of something undefined. */
    default Tensor isFinite() {
        return make(() -> self().handle().isfinite());
    }

    /** True where both are. */
    default Tensor and(Tensor other) {
        return make(() -> self().handle().logical_and(other.handle()));
    }

    /** True where at least one is. */
    default Tensor or(Tensor other) {
        return make(() -> self().handle().logical_or(other.handle()));
    }

    /** True where this is false. */
    default Tensor not() {
        return make(() -> self().handle().logical_not());
    }

    /** Picks from {@code ifTrue} where this is true and from {@code ifFalse} elsewhere. */
    default Tensor where(Tensor ifTrue, Tensor ifFalse) {
        return make(() -> torch.where(self().handle(), ifTrue.handle(), ifFalse.handle()));
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
