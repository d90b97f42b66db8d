/**
 * The {@code glimpse} command: it reads what the user typed, calls the modules below, and answers in text or JSON.
 *
 * <p>Results go to standard output, progress and errors to standard error. The exit code is 0 for success, 1 for a
 * failure, 2 for input that the user can put right, and 130 after Ctrl-C.
 */
@NullMarked
package dev.glimpse.cli;

import org.jspecify.annotations.NullMarked;
