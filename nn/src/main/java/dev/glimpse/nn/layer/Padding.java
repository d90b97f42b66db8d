package dev.glimpse.nn.layer;

/** What a window does at the border of a picture. */
public enum Padding {
    /** It stays inside. */
    VALID,
    /**
     * Zeros are put around the picture so that the output has size {@code ceil(input / stride)}; TensorFlow's way, with
     * the odd one below and to the right.
     */
    SAME
}
