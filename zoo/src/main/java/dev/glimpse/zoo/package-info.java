/** Known networks and their weights. */
@NullMarked
package dev.glimpse.zoo;

import org.jspecify.annotations.NullMarked;
