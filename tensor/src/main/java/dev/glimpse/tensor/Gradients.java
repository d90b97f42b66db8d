package dev.glimpse.tensor;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Gradients as results of their own, and stretches of a program that need none. */
public final class Gradients {

    private Gradients() {}

    /** The gradient of the single number {@code output} with respect to one tensor, which it was computed from. */
    public static Tensor of(Tensor output, Tensor input) {
        return of(output, List.of(input)).getFirst();
    }

    /**
     * The gradients of the single number {@code output} with respect to tensors that it was computed from, be they given
     * or computed on the way. No tensor's own {@link Differentiable#gradient} changes.
     *
     * @throws TensorException if {@code output} does not depend on one of them
     */
    public static List<Tensor> of(Tensor output, List<Tensor> inputs) {
        return compute(output, inputs, false);
    }

    /** As {@link #of(Tensor, List)}, with gradients that can be differentiated again. */
    public static List<Tensor> differentiable(Tensor output, List<Tensor> inputs) {
        return compute(output, inputs, true);
    }

    /** Computes without writing down what gradients need, on this thread, until closed. */
    public static Pause disabled() {
        Engine.start();
        return new Pause(new NoGradGuard());
    }

    /**
     * Computes faster still, on this thread, until closed: the tensors made in between can never take part in a gradient.
     */
    public static Pause inference() {
        Engine.start();
        return new Pause(new InferenceMode());
    }

    /** A stretch without gradients; closed by the thread that began it, the last begun first. */
    public static final class Pause implements AutoCloseable {

        private final Thread thread = Thread.currentThread();
        private final Pointer guard;

        private Pause(Pointer guard) {
            this.guard = guard;
            guard.retainReference();
        }

        @Override
        public void close() {
            if (thread != Thread.currentThread()) {
                throw new TensorException(
                        "gradients are disabled by thread: " + thread.getName() + " has to enable them again, not "
                                + Thread.currentThread().getName());
            }
            guard.deallocate();
        }
    }

    private static List<Tensor> compute(Tensor output, List<Tensor> inputs, boolean again) {
        return Libtorch.withList(
                List.of(output),
                outputs -> Libtorch.withList(inputs, wanted -> {
                    try (TensorVector begin = new TensorVector();
                            BoolOptional retain = new BoolOptional(true);
                            TensorVector found = torch.grad(outputs, wanted, begin, retain, again, false)) {
                        List<Tensor> gradients = new ArrayList<>(inputs.size());
                        for (int i = 0; i < inputs.size(); i++) {
                            gradients.add(new Tensor(Libtorch.copy(found.get(i))));
                        }
                        return gradients;
                    }
                }));
    }
}
