package dev.glimpse.classifier.doctor;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.Split;
import java.util.Optional;

/**
 * A picture as findings name it.
 *
 * @param index its place in the dataset that was checked
 * @param name its path within the folder or zip, as the manifest writes it, or {@code file#number} for IDX files
 * @param label what the dataset says it shows
 * @param split the one that was set by hand, or that training would give it; nothing where the dataset cannot be split
 * @param hash of its file
 */
public record CheckedPicture(int index, String name, String label, Optional<Split> split, ContentHash hash) {}
