/**
 * Pictures filtered by a kernel: blurred, sharpened, their edges found.
 *
 * <p>{@code Filter.of(Kernel.named("sharpen")).apply(picture)}. What convolution is, and how it differs from
 * cross-correlation, can be seen here number by number.
 */
@NullMarked
package dev.glimpse.image.filter;

import org.jspecify.annotations.NullMarked;
