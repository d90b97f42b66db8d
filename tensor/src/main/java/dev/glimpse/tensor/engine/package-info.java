/**
 * What has to be right around libtorch: the process's environment, its allocator, and how many threads compute.
 *
 * <p>The order matters and is kept by {@link dev.glimpse.tensor.Engine}: variables are set before the library loads, for
 * it reads them once; the thread count is applied right after.
 */
@NullMarked
package dev.glimpse.tensor.engine;

import org.jspecify.annotations.NullMarked;
