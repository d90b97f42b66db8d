/** Classical learners on vectors of numbers: what tells classes apart, and what tells a number. */
@NullMarked
package dev.glimpse.learn;

import org.jspecify.annotations.NullMarked;
