package dev.glimpse.data.item;

/**
 * Says that a dataset is not what is needed: what was expected, what was found, and what to do about it.
 *
 * <p>The message is meant for the person whose data it is; it names the file, and the line where there is one.
 */
public final class DataException extends RuntimeException {

    /** A problem that a person can mend. */
    public DataException(String message) {
        super(message);
    }

    /** A problem that a person can mend, and what led to it. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
