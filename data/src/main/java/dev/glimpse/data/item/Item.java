package dev.glimpse.data.item;

import java.util.Optional;

/**
 * One picture of a dataset: what it is called, what it shows, and what it is used for.
 *
 * @param index its place in the dataset that it was asked of
 * @param name its path within the folder or zip, as the manifest writes it, or {@code file#number} for IDX files
 * @param label the index of its label among the dataset's labels
 * @param split its split, once there is one
 * @param hash the hash of its content
 */
public record Item(int index, String name, int label, Optional<Split> split, ContentHash hash) {

    /** The key that this picture has in batches. */
    public long key() {
        return hash.key();
    }
}
