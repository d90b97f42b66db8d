/** What a dataset holds, and what is wrong with it, before anything is learnt from it. */
@NullMarked
package dev.glimpse.data.inspect;

import org.jspecify.annotations.NullMarked;
