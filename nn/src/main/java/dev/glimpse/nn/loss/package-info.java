/**
 * How wrong predictions are, as one number with a gradient: losses as values, computed as Keras 3 does.
 *
 * <p>A loss is the mean over the samples of a batch; each sample's part is multiplied by its weight first, and the
 * divisor stays the number of samples.
 */
@NullMarked
package dev.glimpse.nn.loss;

import org.jspecify.annotations.NullMarked;
