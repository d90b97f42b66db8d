package dev.glimpse.data.item;

/**
 * A file that stands among the pictures and cannot be used as one.
 *
 * @param name its path within the dataset
 * @param reason why, in a few words: {@code empty file}, {@code truncated JPEG}
 */
public record Unreadable(String name, String reason) {}
