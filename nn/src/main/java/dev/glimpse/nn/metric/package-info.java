/**
 * How good predictions are: metrics as values, and the sums they gather over the batches of an epoch.
 *
 * <p>Names, defaults and numbers are Keras 3's; sums are kept in double precision. Nothing here needs the engine.
 */
@NullMarked
package dev.glimpse.nn.metric;

import org.jspecify.annotations.NullMarked;
