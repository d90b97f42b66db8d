package dev.glimpse.classifier;

/** What became of a picture that was shown to a classifier as a sample. */
public enum Addition {
    /** It is a sample from now on. */
    ADDED,
    /** It was a sample of another label, and is one of this label from now on. */
    RELABELLED,
    /** It was a sample of this label already. */
    KNOWN,
    /** It is one of those that the classifier is judged or steered by, and stays that. */
    HELD_OUT
}
