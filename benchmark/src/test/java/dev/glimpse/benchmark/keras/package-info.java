/** Tests in which Python's Keras is the judge: it opens what Glimpse writes, and Glimpse what it writes. */
@NullMarked
package dev.glimpse.benchmark.keras;

import org.jspecify.annotations.NullMarked;
