/** Pictures in: decode, orient, resize, augment. */
@NullMarked
package dev.glimpse.image;

import org.jspecify.annotations.NullMarked;
