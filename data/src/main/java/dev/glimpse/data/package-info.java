/** Datasets: folders, zips, CSV, IDX; splits; streaming batches. */
@NullMarked
package dev.glimpse.data;

import org.jspecify.annotations.NullMarked;
