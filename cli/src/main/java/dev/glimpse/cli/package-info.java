/** The glimpse command. */
@NullMarked
package dev.glimpse.cli;

import org.jspecify.annotations.NullMarked;
