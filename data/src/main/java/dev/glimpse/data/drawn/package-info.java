/**
 * Pictures that Glimpse draws itself, to learn from where there is no data and no network.
 *
 * <p>Things in all colours, sizes and angles before all backgrounds: what tells them apart is their shape.
 */
@NullMarked
package dev.glimpse.data.drawn;

import org.jspecify.annotations.NullMarked;
