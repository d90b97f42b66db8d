/** One door to libtorch: tensors, scopes, gradients, random state, threads. */
@NullMarked
package dev.glimpse.tensor;

import org.jspecify.annotations.NullMarked;
