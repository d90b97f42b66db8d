/** Tests that hold the arrows and the house rules. */
@NullMarked
package dev.glimpse.architecture;

import org.jspecify.annotations.NullMarked;
