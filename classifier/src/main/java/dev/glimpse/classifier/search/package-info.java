/**
 * Which options of a recipe suit a dataset: a space of them, tries that are drawn from it or cover it, successive halving, and a
 * folder in which every try is kept, so that a search that was broken off goes on.
 */
@NullMarked
package dev.glimpse.classifier.search;

import org.jspecify.annotations.NullMarked;
