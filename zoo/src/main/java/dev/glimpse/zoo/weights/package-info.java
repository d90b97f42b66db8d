/** The weights that others published for known networks: what their files are called, and where they can be had. */
@NullMarked
package dev.glimpse.zoo.weights;

import org.jspecify.annotations.NullMarked;
