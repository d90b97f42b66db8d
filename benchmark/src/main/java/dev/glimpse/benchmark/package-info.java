/** JMH and side-by-side measurements. */
@NullMarked
package dev.glimpse.benchmark;

import org.jspecify.annotations.NullMarked;
