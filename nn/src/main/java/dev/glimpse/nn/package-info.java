/** Layers as data, models, training, .keras files. */
@NullMarked
package dev.glimpse.nn;

import org.jspecify.annotations.NullMarked;
