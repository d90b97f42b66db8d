package dev.glimpse.classifier.neighbour;

import dev.glimpse.data.item.ContentHash;

/**
 * A picture that others are compared with.
 *
 * @param vector what a backbone says of it
 * @param label the index of its label
 * @param hash of its file, by which it is known again
 */
public record Sample(float[] vector, int label, ContentHash hash) {}
