/** Known networks as architectures, layer by layer with the names of Keras's applications, so that their weights fit. */
@NullMarked
package dev.glimpse.zoo.architecture;

import org.jspecify.annotations.NullMarked;
