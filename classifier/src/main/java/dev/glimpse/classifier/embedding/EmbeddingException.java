package dev.glimpse.classifier.embedding;

/** Says why pictures cannot be given their vectors: what is needed, what there is, and what to do about it. */
public final class EmbeddingException extends RuntimeException {

    /** A problem that a person can mend. */
    public EmbeddingException(String message) {
        super(message);
    }
}
