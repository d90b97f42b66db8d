/** Vectors of pictures side by side: which samples are the nearest, and what follows from them. */
@NullMarked
package dev.glimpse.classifier.neighbour;

import org.jspecify.annotations.NullMarked;
