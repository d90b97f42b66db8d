/**
 * Samples on their way to a model, as plain Java arrays.
 *
 * <p>Batches are made on other threads than the one that computes with them, and a tensor belongs to one thread. So what
 * crosses over is arrays; tensors are made from them where they are used. This package is the seam between whatever
 * provides samples and whatever learns from them, and needs neither the engine nor a dataset.
 */
@NullMarked
package dev.glimpse.tensor.batch;

import org.jspecify.annotations.NullMarked;
