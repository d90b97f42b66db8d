package dev.glimpse.classifier.evaluation;

/** An evaluation that cannot be made from what was given; its message says what was expected, what came, and the fix. */
public final class EvaluationException extends RuntimeException {

    /** An exception with this message. */
    public EvaluationException(String message) {
        super(message);
    }

    /** An exception with this message, caused by another. */
    public EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
