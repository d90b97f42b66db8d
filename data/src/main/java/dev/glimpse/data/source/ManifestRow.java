package dev.glimpse.data.source;

import dev.glimpse.data.item.Split;
import java.util.Optional;

/**
 * One line of a manifest.
 *
 * @param line its number in the file, from 1
 */
record ManifestRow(long line, String path, String label, Optional<Split> split) {}
