package dev.glimpse.tensor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The owner of every tensor that its thread makes while it is open; closing it closes them.
 *
 * <pre>{@code
 * try (var scope = TensorScope.open()) {
 *     Tensor hidden = images.matmul(first).maximum(zero);
 *     return scope.keep(hidden.matmul(second));
 * }
 * }</pre>
 *
 * <p>Scopes nest, as blocks do: the one opened last owns what is made, and is closed first. What is to outlive its scope
 * is handed on by name with {@link #keep}. Tensors made while no scope is open belong to whoever made them. A scope
 * belongs to the thread that opened it, as a confined {@link java.lang.foreign.Arena} does.
 */
public final class TensorScope implements AutoCloseable {

    private static final ThreadLocal<@Nullable TensorScope> INNERMOST = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final @Nullable TensorScope enclosing = INNERMOST.get();
    private final List<Tensor> tensors = new ArrayList<>();
    private boolean closed;

    private TensorScope() {}

    /** Opens a scope inside the one that is open on this thread, if any. */
    public static TensorScope open() {
        TensorScope scope = new TensorScope();
        INNERMOST.set(scope);
        return scope;
    }

    /**
     * Hands a tensor of this scope to the enclosing one, or to the caller where there is none.
     *
     * @return the tensor
     * @throws TensorException if the tensor was not made in this scope, or the scope is not this thread's
     */
    public Tensor keep(Tensor tensor) {
        requireOpenHere();
        if (tensor.owner() != this) {
            throw new TensorException("only a tensor of this scope can be kept from it; " + tensor.describe() + " "
                    + (tensor.owner() == null ? "belongs to no scope" : "belongs to another scope"));
        }
        leave(tensor);
        if (enclosing != null) {
            enclosing.enter(tensor);
        }
        return tensor;
    }

    /**
     * Takes over a tensor, from its caller or from another scope of this thread, and closes it with the others.
     *
     * @return the tensor
     * @throws TensorException if the tensor belongs to a scope of another thread, or this scope is not this thread's
     */
    public Tensor adopt(Tensor tensor) {
        requireOpenHere();
        tensor.handle();
        release(tensor);
        enter(tensor);
        return tensor;
    }

    /**
     * Takes a tensor out of whatever scope owns it: from now on it belongs to the caller, who closes it.
     *
     * @return the tensor
     * @throws TensorException if the tensor belongs to a scope of another thread
     */
    public static Tensor release(Tensor tensor) {
        TensorScope owner = tensor.owner();
        if (owner != null) {
            owner.requireOpenHere();
            owner.leave(tensor);
        }
        return tensor;
    }

    /** How many open tensors this scope owns. */
    public int size() {
        return tensors.size();
    }

    /**
     * Closes this scope and every tensor it owns. Closing it again does nothing.
     *
     * @throws TensorException on another thread than the one that opened it, or while a scope inside it is open
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        requireOpenHere();
        if (INNERMOST.get() != this) {
            throw new TensorException("a scope opened later on this thread is still open; close the inner one first");
        }
        closed = true;
        if (enclosing == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(enclosing);
        }
        if (tensors.isEmpty()) {
            return;
        }
        Origin origin = Origin.caller();
        for (int i = tensors.size() - 1; i >= 0; i--) {
            tensors.get(i).free(origin);
        }
        tensors.clear();
    }

    /** Gives a new tensor to the innermost scope of this thread, if there is one. */
    static void own(Tensor tensor) {
        TensorScope scope = INNERMOST.get();
        if (scope != null) {
            scope.enter(tensor);
        }
    }

    /** Forgets a tensor, in constant time: the last one takes its place. */
    void leave(Tensor tensor) {
        int place = tensor.place();
        Tensor last = tensors.removeLast();
        if (last != tensor) {
            tensors.set(place, last);
            last.belongsTo(this, place);
        }
        tensor.belongsTo(null, 0);
    }

    void requireThisThread() {
        if (thread != Thread.currentThread()) {
            throw new TensorException("a scope belongs to the thread that opened it, " + thread.getName() + "; this is "
                    + Thread.currentThread().getName());
        }
    }

    private void enter(Tensor tensor) {
        tensor.belongsTo(this, tensors.size());
        tensors.add(tensor);
    }

    private void requireOpenHere() {
        requireThisThread();
        if (closed) {
            throw new TensorException("this scope is closed; open another one");
        }
    }
}
