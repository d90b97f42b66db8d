package dev.glimpse.onnx;

import java.io.Serial;

/** What cannot be written as ONNX, or run by ONNX Runtime on this machine; the message says what would help. */
public final class OnnxException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** An error that has no other behind it. */
    public OnnxException(String message) {
        super(message);
    }

    /** An error that follows from another. */
    public OnnxException(String message, Throwable cause) {
        super(message, cause);
    }
}
