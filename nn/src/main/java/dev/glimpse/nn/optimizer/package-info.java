/**
 * How weights are changed to lower the loss: optimizers and learning-rate schedules as values, and the {@code Updater}
 * that carries them out.
 *
 * <p>Update rules, names and defaults are Keras 3's. Optimizers and schedules are immutable records that need no engine.
 */
@NullMarked
package dev.glimpse.nn.optimizer;

import org.jspecify.annotations.NullMarked;
