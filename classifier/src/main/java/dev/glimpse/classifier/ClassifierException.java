package dev.glimpse.classifier;

/** What a classifier was asked to do cannot be done; the message says what was expected, what came, and the fix. */
public final class ClassifierException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what was expected, what came, and the fix. */
    public ClassifierException(String message) {
        super(message);
    }

    /** With what was expected, what came, and the fix, and where it came from. */
    public ClassifierException(String message, Throwable cause) {
        super(message, cause);
    }
}
