package dev.glimpse.nn.layer;

/** What stands beyond the border of a picture that is turned, moved or padded. */
public enum FillMode {
    /** One value: {@code k k | a b c d | k k}. */
    CONSTANT,
    /** The border again: {@code a a | a b c d | d d}. */
    NEAREST,
    /** The mirrored picture, border included: {@code b a | a b c d | d c}. */
    REFLECT,
    /** The picture again: {@code c d | a b c d | a b}. */
    WRAP
}
