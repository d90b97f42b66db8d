/**
 * Datasets: pictures with labels and splits, from folders, zips, CSV manifests and IDX files.
 *
 * <p>A {@link dev.glimpse.data.Dataset} is an index of under 200 bytes a picture; the pictures themselves stay where they
 * are and stream from there in batches, so a hundred thousand need no more memory than a hundred.
 */
@NullMarked
package dev.glimpse.data;

import org.jspecify.annotations.NullMarked;
