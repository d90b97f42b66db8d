package dev.glimpse.zoo;

/**
 * Says that weights are not at hand or not what is needed: what was expected, what came, and the fix.
 *
 * <p>The message is meant for the person at the computer.
 */
public final class ZooException extends RuntimeException {

    /** A problem that a person can mend. */
    public ZooException(String message) {
        super(message);
    }

    /** A problem that a person can mend, and what led to it. */
    public ZooException(String message, Throwable cause) {
        super(message, cause);
    }
}
