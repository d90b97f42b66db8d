package dev.glimpse.nn;

/**
 * What a user can fix about a network or its file: a layer whose numbers make no sense, shapes that do not fit, a model
 * file that is not one.
 *
 * <p>The message says what was expected, what came, and how to fix it.
 */
public class NnException extends RuntimeException {

    /** An error with this message. */
    public NnException(String message) {
        super(message);
    }

    /** An error with this message, and what led to it. */
    public NnException(String message, Throwable cause) {
        super(message, cause);
    }
}
