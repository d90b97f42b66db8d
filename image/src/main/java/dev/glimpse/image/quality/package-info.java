/**
 * The picture-quality checks of cleanvision, with its scores and thresholds, and hashes that tell copies.
 *
 * <p>{@code Quality.of(picture).problems()} says what is wrong with a picture by itself. What can only be told within a set
 * of pictures is {@link dev.glimpse.image.quality.UsualSize} and the equality of hashes.
 */
@NullMarked
package dev.glimpse.image.quality;

import org.jspecify.annotations.NullMarked;
