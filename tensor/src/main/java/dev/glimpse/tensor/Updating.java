package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.change;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Changes in place: the tensor itself gets the new numbers, and is returned for the next change. Its shape and type stay.
 *
 * <p>Whoever changes a tensor that a gradient needs gets an error from {@link Differentiable#backward}. Parameters are
 * updated under {@link Gradients#disabled}.
 */
public sealed interface Updating permits Tensor {

    /** {@code this += other}. */
    default Tensor addInPlace(Tensor other) {
        return change(self(), tensor -> tensor.add_(other.handle()));
    }

    /** {@code this += factor * other}. */
    default Tensor addInPlace(Tensor other, double factor) {
        return change(self(), factor, scalar -> self().handle().add_(other.handle(), scalar));
    }

    /** {@code this += number}. */
    default Tensor addInPlace(double number) {
        return change(self(), number, scalar -> self().handle().add_(scalar));
    }

    /** {@code this -= other}. */
    default Tensor subInPlace(Tensor other) {
        return change(self(), tensor -> tensor.sub_(other.handle()));
    }

    /** {@code this *= other}. */
    default Tensor mulInPlace(Tensor other) {
        return change(self(), tensor -> tensor.mul_(other.handle()));
    }

    /** {@code this *= number}. */
    default Tensor mulInPlace(double number) {
        return change(self(), number, scalar -> self().handle().mul_(scalar));
    }

    /** {@code this /= other}. */
    default Tensor divInPlace(Tensor other) {
        return change(self(), tensor -> tensor.div_(other.handle()));
    }

    /** {@code this /= number}. */
    default Tensor divInPlace(double number) {
        return change(self(), number, scalar -> self().handle().div_(scalar));
    }

    /** {@code this += factor * first * second}. */
    default Tensor addProductInPlace(Tensor first, Tensor second, double factor) {
        return change(self(), factor, scalar -> self().handle().addcmul_(first.handle(), second.handle(), scalar));
    }

    /** {@code this += factor * dividend / divisor}. */
    default Tensor addQuotientInPlace(Tensor dividend, Tensor divisor, double factor) {
        return change(self(), factor, scalar -> self().handle().addcdiv_(dividend.handle(), divisor.handle(), scalar));
    }

    /** Moves this towards {@code end}: {@code this += weight * (end - this)}. */
    default Tensor lerpInPlace(Tensor end, double weight) {
        return change(self(), weight, scalar -> self().handle().lerp_(end.handle(), scalar));
    }

    /** The square root of each. */
    default Tensor sqrtInPlace() {
        return change(self(), tensor -> tensor.sqrt_());
    }

    /** Each number moved into the range from {@code low} to {@code high}. */
    default Tensor clampInPlace(double low, double high) {
        return change(self(), low, min -> {
            try (Scalar max = Libtorch.scalar(self(), high);
                    var atLeast = new ScalarOptional(min);
                    var atMost = new ScalarOptional(max)) {
                return self().handle().clamp_(atLeast, atMost);
            }
        });
    }

    /** 0 in place of each number that is not further than {@code distance} from 0. */
    default Tensor hardShrinkInPlace(double distance) {
        return change(self(), distance, scalar -> torch.hardshrink_out(self().handle(), self().handle(), scalar));
    }

    /** The greater of each and its counterpart. */
    default Tensor maximumInPlace(Tensor other) {
        return change(self(), tensor -> tensor.clamp_min_(other.handle()));
    }

    /** 0 everywhere. */
    default Tensor zeroInPlace() {
        return change(self(), tensor -> tensor.zero_());
    }

    /** {@code number} everywhere. */
    default Tensor fillInPlace(double number) {
        return change(self(), number, scalar -> self().handle().fill_(scalar));
    }

    /** The numbers of {@code other}, broadcast to this shape and cast to this type. */
    default Tensor copyInPlace(Tensor other) {
        return change(self(), tensor -> tensor.copy_(other.handle()));
    }

    /** Copies these numbers, row by row; this tensor has to be of {@link DType#FLOAT32} and contiguous. */
    default Tensor copyInPlace(float[] numbers) {
        if (self().dtype() != DType.FLOAT32 || !self().isContiguous()) {
            throw new TensorException("an array is copied into a contiguous tensor of FLOAT32, this is " + self());
        }
        Transfer.requireCount(self().shape(), numbers.length);
        return Transfer.write(self(), numbers);
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
