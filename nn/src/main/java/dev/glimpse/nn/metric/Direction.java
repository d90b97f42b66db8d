package dev.glimpse.nn.metric;

/** Which way a number gets better. */
public enum Direction {
    /** More is better, as with accuracy. */
    RISING,
    /** Less is better, as with a loss. */
    FALLING
}
