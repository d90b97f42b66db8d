/**
 * Which picture is used for what, so that adding pictures moves none and no duplicate stands on both sides.
 *
 * <p>The rule: a picture is known by the hash of its content. What somebody set by hand wins, then what was recorded
 * before; every other picture, in the order of the hashes, gets the split that its class lacks most.
 */
@NullMarked
package dev.glimpse.data.split;

import org.jspecify.annotations.NullMarked;
