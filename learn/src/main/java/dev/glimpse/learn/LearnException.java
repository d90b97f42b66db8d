package dev.glimpse.learn;

/**
 * Says that something cannot be learnt, or that a learnt model cannot be read: what was expected, what came, and the fix.
 *
 * <p>The message is meant for the person at the computer.
 */
public final class LearnException extends RuntimeException {

    /** A problem that a person can mend. */
    public LearnException(String message) {
        super(message);
    }

    /** A problem that a person can mend, and what led to it. */
    public LearnException(String message, Throwable cause) {
        super(message, cause);
    }
}
