/** Training: the loop over batches and epochs, what watches it, and what is kept of it. */
@NullMarked
package dev.glimpse.nn.train;

import org.jspecify.annotations.NullMarked;
