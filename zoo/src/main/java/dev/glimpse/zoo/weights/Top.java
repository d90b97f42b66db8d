package dev.glimpse.zoo.weights;

/** Whether weights include those of the layers that tell ImageNet's classes apart. */
public enum Top {
    /** With them: for a classifier of ImageNet's thousand classes, and for a backbone as well. */
    WITH,
    /** Without them, in a smaller file: for a backbone. */
    WITHOUT
}
