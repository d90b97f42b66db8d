/** Architectures as the text in which people write them: Keras's Python. It is read and written, and never run. */
@NullMarked
package dev.glimpse.nn.script;

import org.jspecify.annotations.NullMarked;
