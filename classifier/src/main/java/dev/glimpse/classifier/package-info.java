/** A dataset and a recipe in, a Classifier out. */
@NullMarked
package dev.glimpse.classifier;

import org.jspecify.annotations.NullMarked;
