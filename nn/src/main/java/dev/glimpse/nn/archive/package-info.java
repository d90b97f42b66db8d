/**
 * Keras's files, both ways: architectures as JSON, and {@code .keras} archives with their weights.
 *
 * <p>Reading parses and never executes: a file is data, checked against limits before memory is spent on it, and layers
 * that are not known are refused by name.
 */
@NullMarked
package dev.glimpse.nn.archive;

import org.jspecify.annotations.NullMarked;
