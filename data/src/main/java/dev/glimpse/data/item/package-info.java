/**
 * What a dataset is made of: items with their splits and hashes, files that are none, and what can be wrong.
 *
 * <p>The words that every other part of this module speaks; this package uses none of them.
 */
@NullMarked
package dev.glimpse.data.item;

import org.jspecify.annotations.NullMarked;
