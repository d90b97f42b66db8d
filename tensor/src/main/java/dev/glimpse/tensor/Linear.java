package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.make;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** What a dense layer does: rows of features into rows of weighted sums. */
public final class Linear {

    private Linear() {}

    /** {@code x · weightᵀ}, with the weight as [units, features]. */
    public static Tensor apply(Tensor x, Tensor weight) {
        return make(() -> torch.linear(x.handle(), weight.handle()));
    }

    /** {@code x · weightᵀ + bias}, with the weight as [units, features] and one bias per unit. */
    public static Tensor apply(Tensor x, Tensor weight, Tensor bias) {
        try (var given = new TensorOptional(bias.handle())) {
            return make(() -> torch.linear(x.handle(), weight.handle(), given));
        }
    }

    /** {@code x · kernel + bias} for a matrix {@code x}, with the kernel as Keras has it: [features, units]. */
    public static Tensor addmm(Tensor x, Tensor kernel, Tensor bias) {
        return make(() -> torch.addmm(bias.handle(), x.handle(), kernel.handle()));
    }
}
