/**
 * What Keras computed, against which ours is held: the files under {@code resources/keras}, and the tests that need no
 * more of this module than one kind of object.
 */
@NullMarked
package dev.glimpse.nn.recorded;

import org.jspecify.annotations.NullMarked;
