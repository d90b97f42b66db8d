package dev.glimpse.zoo;

/**
 * A file that was put into a zoo by hand.
 *
 * @param held where and what it is now
 * @param origin whether it is the published one
 */
public record Added(Held held, Origin origin) {

    /** Whether a file is what its name says. */
    public enum Origin {
        /** It has the published checksum. */
        PUBLISHED,
        /** Its layers fit, and no checksum is published. */
        UNPROVEN,
        /** Its layers fit, but it is not the published file. */
        OTHER
    }
}
