/**
 * Batches of pictures, decoded, resized and augmented while the last one is being learnt from.
 *
 * <p>What a batch holds follows from the pass alone: not from the number of threads, nor from what is cached, nor from which
 * picture was ready first.
 */
@NullMarked
package dev.glimpse.data.stream;

import org.jspecify.annotations.NullMarked;
