/**
 * Pictures in: recognise, decode, orient, resize, augment; and out again as PNG or JPEG.
 *
 * <p>{@link dev.glimpse.image.Picture} is what everything else works with. A header reader of our own
 * ({@link dev.glimpse.image.PictureHeader}) says what a file is, and whether it is within its limits, before any codec
 * sees it; only then is OpenCV asked. Resizing gives the numbers of Python's Pillow. OpenCV is loaded with the first
 * picture that is decoded, and by nothing else here.
 */
@NullMarked
package dev.glimpse.image;

import org.jspecify.annotations.NullMarked;
