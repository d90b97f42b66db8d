package dev.glimpse.tensor;

/** What goes wrong with tensors: shapes that do not fit, a tensor used after it was closed, an engine that is not there. */
public final class TensorException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** An error that says what was expected, what came, and the fix. */
    public TensorException(String message) {
        super(message);
    }

    /** An error with the one that led to it. */
    public TensorException(String message, Throwable cause) {
        super(message, cause);
    }
}
