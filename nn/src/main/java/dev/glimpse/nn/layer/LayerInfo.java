package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.Optional;

/**
 * What every layer has: a name, whether its weights learn, and what its output costs.
 *
 * @param name unique within an architecture, without {@code /}; a layer without one is named when it joins an
 *     architecture, as in Keras ({@code conv2d}, {@code conv2d_1})
 * @param trainable whether training changes the weights
 * @param activityRegularizer adds to the loss what the output costs, divided by the number of samples
 */
public record LayerInfo(Optional<String> name, boolean trainable, Optional<Regularizer> activityRegularizer) {

    /** No name yet, learning, and at no cost. */
    public static final LayerInfo DEFAULT = new LayerInfo(Optional.empty(), true, Optional.empty());

    public LayerInfo {
        name.ifPresent(given -> {
            if (given.isBlank() || given.contains("/")) {
                throw new NnException("a layer's name is not blank and has no '/', got \"" + given + '"');
            }
        });
    }

    /** This under another name. */
    public LayerInfo named(String newName) {
        return new LayerInfo(Optional.of(newName), trainable, activityRegularizer);
    }

    /** This under the name that its architecture will give it. */
    public LayerInfo unnamed() {
        return new LayerInfo(Optional.empty(), trainable, activityRegularizer);
    }

    LayerInfo withTrainable(boolean newTrainable) {
        return new LayerInfo(name, newTrainable, activityRegularizer);
    }

    LayerInfo with(Regularizer regularizer) {
        return new LayerInfo(name, trainable, Optional.of(regularizer));
    }
}
