package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.make;

import org.bytedeco.pytorch.global.torch;

/**
 * Random numbers from libtorch's running generator, each call others; {@link RandomState} says where it stands.
 *
 * <p>Where numbers have to be the same again, {@link RandomTensors} is the simpler way. All are {@link DType#FLOAT32}.
 */
public final class Noise {

    private Noise() {}

    /** Numbers spread evenly from 0 up to but not including 1. */
    public static Tensor uniform(Shape shape) {
        return make(() -> torch.rand(shape.toLongArray(), Libtorch.options(DType.FLOAT32)));
    }

    /** Numbers from the normal distribution with mean 0 and standard deviation 1. */
    public static Tensor normal(Shape shape) {
        return make(() -> torch.randn(shape.toLongArray(), Libtorch.options(DType.FLOAT32)));
    }

    /** 1 with this probability, else 0. */
    public static Tensor bernoulli(Shape shape, double probability) {
        return make(() -> {
            try (var zeros = torch.empty(shape.toLongArray(), Libtorch.options(DType.FLOAT32), Libtorch.anyFormat())) {
                return torch.bernoulli(zeros, probability);
            }
        });
    }

    /** As {@link RandomTensors#dropout}. */
    public static Tensor dropout(Tensor x, double rate) {
        return make(() -> torch.dropout(x.handle(), rate, true));
    }
}
