/**
 * Broken and malicious files, made from sound ones by chance and knowledge of their formats, for the readers to open.
 *
 * <p>A case is known by its reader, the seed and its number, and is the same each time.
 */
@NullMarked
package dev.glimpse.benchmark.fuzz;

import org.jspecify.annotations.NullMarked;
