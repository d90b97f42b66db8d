package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.make;

import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Number by number: each gives a new tensor, of the shape that both sides broadcast to.
 *
 * <p>Two types of number meet in the wider one. A whole number leaves integers integers; a fraction, a division or a
 * function such as {@link #exp} makes them {@link DType#FLOAT32}.
 */
public sealed interface Arithmetic permits Tensor {

    /** {@code this + other}. */
    default Tensor add(Tensor other) {
        return make(() -> self().handle().add(other.handle()));
    }

    /** {@code this + number}. */
    default Tensor add(double number) {
        return make(self(), number, scalar -> self().handle().add(scalar));
    }

    /** {@code this - other}. */
    default Tensor sub(Tensor other) {
        return make(() -> self().handle().sub(other.handle()));
    }

    /** {@code this - number}. */
    default Tensor sub(double number) {
        return make(self(), number, scalar -> self().handle().sub(scalar));
    }

    /** {@code number - this}. */
    default Tensor subFrom(double number) {
        return make(self(), number, scalar -> torch.rsub(self().handle(), scalar));
    }

    /** {@code this * other}. */
    default Tensor mul(Tensor other) {
        return make(() -> self().handle().mul(other.handle()));
    }

    /** {@code this * number}. */
    default Tensor mul(double number) {
        return make(self(), number, scalar -> self().handle().mul(scalar));
    }

    /** {@code this / other}, with a fractional part even for integers. */
    default Tensor div(Tensor other) {
        return make(() -> self().handle().div(other.handle()));
    }

    /** {@code this / number}, with a fractional part even for integers. */
    default Tensor div(double number) {
        return make(self(), number, scalar -> self().handle().div(scalar));
    }

    /** This to the power of {@code exponent}. */
    default Tensor pow(Tensor exponent) {
        return make(() -> self().handle().pow(exponent.handle()));
    }

    /** This to the power of {@code exponent}. */
    default Tensor pow(double exponent) {
        return make(self(), exponent, scalar -> self().handle().pow(scalar));
    }

    /** The square. */
    default Tensor square() {
        return make(() -> self().handle().square());
    }

    /** The square root. */
    default Tensor sqrt() {
        return make(() -> self().handle().sqrt());
    }

    /** One over the square root. */
    default Tensor rsqrt() {
        return make(() -> self().handle().rsqrt());
    }

    /** One over each number. */
    default Tensor reciprocal() {
        return make(() -> self().handle().reciprocal());
    }

    /** Euler's number to the power of each. */
    default Tensor exp() {
        return make(() -> self().handle().exp());
    }

    /** The natural logarithm. */
    default Tensor log() {
        return make(() -> self().handle().log());
    }

    /** The natural logarithm of one more than each, exact near 0. */
    default Tensor log1p() {
        return make(() -> self().handle().log1p());
    }

    /** The sine of angles in radians. */
    default Tensor sin() {
        return make(() -> self().handle().sin());
    }

    /** The cosine of angles in radians. */
    default Tensor cos() {
        return make(() -> self().handle().cos());
    }

    /** The distance from 0. */
    default Tensor abs() {
        return make(() -> self().handle().abs());
    }

    /** -1, 0 or 1. */
    default Tensor sign() {
        return make(() -> self().handle().sign());
    }

    /** {@code -this}. */
    default Tensor neg() {
        return make(() -> self().handle().neg());
    }

    /** The next whole number below, or the number itself. */
    default Tensor floor() {
        return make(() -> self().handle().floor());
    }

    /** The nearest whole number; halves go to the even one. */
    default Tensor round() {
        return make(() -> self().handle().round());
    }

    /** Each number moved into the range from {@code low} to {@code high}. */
    default Tensor clamp(double low, double high) {
        return make(self(), low, min -> {
            try (var max = Libtorch.scalar(self(), high);
                    var atLeast = new ScalarOptional(min);
                    var atMost = new ScalarOptional(max)) {
                return self().handle().clamp(atLeast, atMost);
            }
        });
    }

    /** Each number, or {@code low} where it is below that. */
    default Tensor atLeast(double low) {
        return make(self(), low, scalar -> self().handle().clamp_min(scalar));
    }

    /** Each number, or {@code high} where it is above that. */
    default Tensor atMost(double high) {
        return make(self(), high, scalar -> self().handle().clamp_max(scalar));
    }

    /** The greater of both. */
    default Tensor maximum(Tensor other) {
        return make(() -> self().handle().maximum(other.handle()));
    }

    /** The smaller of both. */
    default Tensor minimum(Tensor other) {
        return make(() -> self().handle().minimum(other.handle()));
    }

    /** The matrix product, as NumPy's: the last two axes are matrices, those before broadcast. */
    default Tensor matmul(Tensor other) {
        return make(() -> self().handle().matmul(other.handle()));
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
