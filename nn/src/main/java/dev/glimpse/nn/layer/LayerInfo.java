package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.Optional;

/**
 * What every layer has: a name, and whether its weights learn.
 *
 * @param name unique within an architecture, without {@code /}; a layer without one is named when it joins an
 *     architecture, as in Keras ({@code conv2d}, {@code conv2d_1})
 * @param trainable whether training changes the weights
 */
public record LayerInfo(Optional<String> name, boolean trainable) {

    /** No name yet, and learning. */
    public static final LayerInfo DEFAULT = new LayerInfo(Optional.empty(), true);

    public LayerInfo {
        name.ifPresent(given -> {
            if (given.isBlank() || given.contains("/")) {
                throw new NnException("a layer's name is not blank and has no '/', got \"" + given + '"');
            }
        });
    }

    /** This under another name. */
    public LayerInfo named(String newName) {
        return new LayerInfo(Optional.of(newName), trainable);
    }

    LayerInfo withTrainable(boolean newTrainable) {
        return new LayerInfo(name, newTrainable);
    }
}
