package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.make;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;

/**
 * Many numbers into one, along some axes or all of them.
 *
 * <p>Given as numbers, the axes vanish; with {@link Axes#kept} they stay with size 1.
 */
public sealed interface Reducing permits Tensor {

    /** The sum over these axes, or over all if none are named. */
    default Tensor sum(int... axes) {
        return sum(Axes.of(axes));
    }

    /** The sum. Integers and truths are summed as {@link DType#INT64}. */
    default Tensor sum(Axes axes) {
        return make(() -> {
            try (var type = new ScalarTypeOptional()) {
                return self().handle().sum(axes.numbers(self().rank()), axes.isKept(), type);
            }
        });
    }

    /** The mean over these axes, or over all if none are named. */
    default Tensor mean(int... axes) {
        return mean(Axes.of(axes));
    }

    /** The mean. Integers have to be cast first. */
    default Tensor mean(Axes axes) {
        return make(() -> {
            try (var type = new ScalarTypeOptional()) {
                return self().handle().mean(axes.numbers(self().rank()), axes.isKept(), type);
            }
        });
    }

    /** The greatest number over these axes, or over all if none are named. */
    default Tensor max(int... axes) {
        return max(Axes.of(axes));
    }

    /** The greatest number. Where several are, they share its gradient. */
    default Tensor max(Axes axes) {
        return make(() -> self().handle().amax(axes.numbers(self().rank()), axes.isKept()));
    }

    /** The smallest number over these axes, or over all if none are named. */
    default Tensor min(int... axes) {
        return min(Axes.of(axes));
    }

    /** The smallest number. Where several are, they share its gradient. */
    default Tensor min(Axes axes) {
        return make(() -> self().handle().amin(axes.numbers(self().rank()), axes.isKept()));
    }

    /** The variance over these axes, or over all if none are named. */
    default Tensor variance(int... axes) {
        return variance(Axes.of(axes));
    }

    /** The mean squared distance from the mean: the biased variance, which divides by how many there are. */
    default Tensor variance(Axes axes) {
        return make(() -> {
            try (var none = new org.bytedeco.pytorch.Scalar(0L);
                    var correction = new org.bytedeco.pytorch.ScalarOptional(none)) {
                return self().handle().var(axes.numbers(self().rank()), correction, axes.isKept());
            }
        });
    }

    /** The logarithm of the sum of the exponentials over these axes, computed without overflow. */
    default Tensor logSumExp(int... axes) {
        return logSumExp(Axes.of(axes));
    }

    /** The logarithm of the sum of the exponentials, computed without overflow. */
    default Tensor logSumExp(Axes axes) {
        return make(() -> self().handle().logsumexp(axes.numbers(self().rank()), axes.isKept()));
    }

    /** The length of the whole as a vector: the root of the sum of squares. */
    default Tensor norm() {
        return make(() -> self().handle().norm());
    }

    /** Whether any is true or not 0, over these axes, or over all if none are named. */
    default Tensor any(int... axes) {
        return make(() -> axes.length == 0
                ? self().handle().any()
                : self().handle().any(Axes.of(axes).numbers(self().rank()), false));
    }

    /** Whether each is true or not 0, over these axes, or over all if none are named. */
    default Tensor all(int... axes) {
        return make(() -> axes.length == 0
                ? self().handle().all()
                : self().handle().all(Axes.of(axes).numbers(self().rank()), false));
    }

    /** Where the greatest number along an axis is, as {@link DType#INT64}; the axis vanishes. */
    default Tensor argmax(int axis) {
        return make(() -> {
            try (var along = new LongOptional(axis)) {
                return self().handle().argmax(along, false);
            }
        });
    }

    /** Where the smallest number along an axis is, as {@link DType#INT64}; the axis vanishes. */
    default Tensor argmin(int axis) {
        return make(() -> {
            try (var along = new LongOptional(axis)) {
                return self().handle().argmin(along, false);
            }
        });
    }

    /** The sums of everything up to and including each number along an axis; the shape stays. */
    default Tensor cumulativeSum(int axis) {
        return make(() -> self().handle().cumsum(axis));
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
