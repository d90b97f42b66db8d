package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.change;
import static dev.glimpse.tensor.Libtorch.make;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The gradient of a single number with respect to what it was computed from.
 *
 * <p>Tensors that ask for a gradient ({@link #requireGradient}) make libtorch write down what is computed from them;
 * {@link #backward} on the result goes back through that and leaves each one's gradient in {@link #gradient}.
 *
 * {@snippet class="dev.glimpse.tensor.Snippets" region="gradients"}
 */
public sealed interface Differentiable permits Tensor {

    /** Asks for this tensor's gradient, for all that is computed from it from now on. */
    default Tensor requireGradient() {
        return change(self(), tensor -> tensor.requires_grad_(true));
    }

    /** Asks no longer for this tensor's gradient. */
    default Tensor requireNoGradient() {
        return change(self(), tensor -> tensor.requires_grad_(false));
    }

    /** Whether a gradient flows through this tensor. */
    default boolean requiresGradient() {
        return self().handle().requires_grad();
    }

    /**
     * Computes the gradient of this single number with respect to every tensor that asked for it, and adds it to what
     * that tensor's {@link #gradient} was.
     */
    default void backward() {
        var unused = change(self(), tensor -> {
            tensor.backward();
            return tensor;
        });
    }

    /** The gradient that {@link #backward} left here, if any: a tensor that shows it, with an owner of its own. */
    default Optional<Tensor> gradient() {
        org.bytedeco.pytorch.Tensor gradient = self().handle().grad();
        return gradient.defined() ? Optional.of(new Tensor(Libtorch.copy(gradient))) : Optional.empty();
    }

    /**
     * Makes {@code gradient} the place where this tensor's gradient is accumulated: {@link #backward} adds to it. It must
     * have this tensor's shape and type, and may be a view into a larger one.
     */
    default Tensor accumulateGradientIn(Tensor gradient) {
        return change(self(), tensor -> tensor.mutable_grad().put(gradient.handle()));
    }

    /** Forgets the gradient. */
    default Tensor clearGradient() {
        return change(self(), tensor -> {
            tensor.mutable_grad().reset();
            return tensor;
        });
    }

    /** Asks that {@link #backward} leaves the gradient of this tensor too, which was computed from others. */
    default Tensor retainGradient() {
        return change(self(), tensor -> {
            tensor.retain_grad();
            return tensor;
        });
    }

    /** The same numbers, through which no gradient flows: a view. */
    default Tensor detach() {
        return make(() -> self().handle().detach());
    }

    /**
     * Calls {@code listener} with this tensor's gradient whenever one is computed. The gradient is open during the call
     * only.
     *
     * @return the hook; closing it ends the calls
     */
    default GradientHook onGradient(Consumer<Tensor> listener) {
        return new GradientHook(self(), listener);
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
