/** What tests of tensors and of all that is built on them need. */
@NullMarked
package dev.glimpse.tensor.testing;

import org.jspecify.annotations.NullMarked;
