package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.make;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/** The functions that networks put between their layers, number by number or along an axis. */
public final class Activations {

    private Activations() {}

    /** {@code max(x, 0)}. */
    public static Tensor relu(Tensor x) {
        return make(() -> torch.relu(x.handle()));
    }

    /** {@code max(x, 0)} in place, for a tensor whose numbers nothing else needs. */
    public static Tensor reluInPlace(Tensor x) {
        return Libtorch.change(x, tensor -> tensor.relu_());
    }

    /** {@code x} where it is positive, {@code slope * x} elsewhere. */
    public static Tensor leakyRelu(Tensor x, double slope) {
        return make(x, slope, scalar -> torch.leaky_relu(x.handle(), scalar));
    }

    /** {@code x} where it is positive, {@code slope * x} elsewhere, with slopes that broadcast against {@code x}. */
    public static Tensor prelu(Tensor x, Tensor slope) {
        return make(() -> {
            try (var positive = torch.relu(x.handle());
                    var negative = x.handle().sub(positive);
                    var scaled = negative.mul(slope.handle())) {
                return positive.add(scaled);
            }
        });
    }

    /** {@code x} where it is positive, {@code alpha * (exp(x) - 1)} elsewhere. */
    public static Tensor elu(Tensor x, double alpha) {
        return make(x, alpha, scalar -> {
            try (var one = new Scalar(1.0)) {
                return torch.elu(x.handle(), scalar, one, one);
            }
        });
    }

    /** The self-normalizing exponential unit (Klambauer et al., 2017). */
    public static Tensor selu(Tensor x) {
        return make(() -> torch.selu(x.handle()));
    }

    /** {@code x} times the normal distribution's cumulative function, exactly. */
    public static Tensor gelu(Tensor x) {
        return make(() -> torch.gelu(x.handle(), "none"));
    }

    /** {@link #gelu} approximated with a hyperbolic tangent. */
    public static Tensor geluApproximate(Tensor x) {
        return make(() -> torch.gelu(x.handle(), "tanh"));
    }

    /** {@code log(exp(x) + 1)}. */
    public static Tensor softplus(Tensor x) {
        return make(() -> torch.softplus(x.handle()));
    }

    /** {@code x / (|x| + 1)}. */
    public static Tensor softsign(Tensor x) {
        return make(() -> {
            try (var one = new Scalar(1.0);
                    var size = x.handle().abs();
                    var divisor = size.add(one)) {
                return x.handle().div(divisor);
            }
        });
    }

    /** {@code 1 / (1 + exp(-x))}. */
    public static Tensor sigmoid(Tensor x) {
        return make(() -> x.handle().sigmoid());
    }

    /** {@code x / 6 + 0.5}, kept between 0 and 1, as in Keras 3. */
    public static Tensor hardSigmoid(Tensor x) {
        return make(() -> torch.hardsigmoid(x.handle()));
    }

    /** The hyperbolic tangent. */
    public static Tensor tanh(Tensor x) {
        return make(() -> x.handle().tanh());
    }

    /** {@code x * sigmoid(x)}, also known as swish. */
    public static Tensor silu(Tensor x) {
        return make(() -> torch.silu(x.handle()));
    }

    /** Exponentials, scaled so that they sum to 1 along an axis. */
    public static Tensor softmax(Tensor x, int axis) {
        return make(() -> x.handle().softmax(axis));
    }

    /** The logarithm of {@link #softmax}, computed without under- or overflow. */
    public static Tensor logSoftmax(Tensor x, int axis) {
        return make(() -> x.handle().log_softmax(axis));
    }

    /** The logarithm of {@link #sigmoid}, computed without under- or overflow. */
    public static Tensor logSigmoid(Tensor x) {
        return make(() -> torch.log_sigmoid(x.handle()));
    }
}
