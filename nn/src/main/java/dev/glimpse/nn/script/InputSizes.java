package dev.glimpse.nn.script;

import dev.glimpse.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a text says about the shape of a sample.
 *
 * @param sizes those that are left open are absent; absent as a whole if nothing is said
 */
record InputSizes(Optional<List<OptionalInt>> sizes) {

    static final InputSizes NONE = new InputSizes(Optional.empty());

    boolean isGiven() {
        return sizes.isPresent();
    }

    /** The shape, with the caller's sizes where the text leaves them open; empty if that does not make one. */
    Optional<Shape> shape(Optional<Shape> caller) {
        if (sizes.isEmpty()) {
            return caller;
        }
        List<OptionalInt> given = sizes.get();
        int[] known = new int[given.size()];
        for (int axis = 0; axis < known.length; axis++) {
            boolean fits = caller.isPresent() && caller.get().rank() == known.length;
            if (given.get(axis).isEmpty() && !fits) {
                return Optional.empty();
            }
            int open = fits ? caller.get().size(axis) : 0;
            known[axis] = given.get(axis).orElse(open);
        }
        return Optional.of(Shape.of(known));
    }
}
