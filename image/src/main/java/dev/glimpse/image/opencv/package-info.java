/**
 * Pictures as OpenCV's matrices, for the packages of this module that work on pictures with OpenCV.
 *
 * <p>Nothing outside of module {@code image} sees it: OpenCV has one door.
 */
@NullMarked
package dev.glimpse.image.opencv;

import org.jspecify.annotations.NullMarked;
