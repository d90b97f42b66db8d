/**
 * The heart: a dataset and a recipe in, a classifier out.
 *
 * <p>{@link dev.glimpse.classifier.Training} teaches, {@link dev.glimpse.classifier.Classifier} is asked, saved and judged. What
 * a model knows beside its weights (labels, the way to look at a picture, which pictures it learnt from) stands in its
 * file, never with the caller.
 */
@NullMarked
package dev.glimpse.classifier;

import org.jspecify.annotations.NullMarked;
