package dev.glimpse.tensor;

import java.util.function.Consumer;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.VoidTensorHook;

/** A listener to one tensor's gradient, until it is closed. */
public final class GradientHook implements AutoCloseable {

    private final Tensor tensor;
    private final Callback callback;
    private final int number;
    private boolean closed;

    GradientHook(Tensor tensor, Consumer<Tensor> listener) {
        this.tensor = tensor;
        this.callback = new Callback(listener);
        callback.retainReference();
        this.number = Libtorch.ask(() -> tensor.handle().register_hook(callback));
    }

    /** Ends the calls. If the tensor was closed before, they have ended already. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!tensor.isClosed()) {
            tensor.handle().remove_hook(number);
        }
        callback.deallocate();
    }

    private static final class Callback extends VoidTensorHook {

        private final Consumer<Tensor> listener;

        Callback(Consumer<Tensor> listener) {
            this.listener = listener;
        }

        @Override
        public void call(TensorBase gradient) {
            try (gradient;
                    TensorScope scope = TensorScope.open()) {
                listener.accept(scope.adopt(new Tensor(new org.bytedeco.pytorch.Tensor(gradient))));
            }
        }
    }
}
