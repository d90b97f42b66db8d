package dev.glimpse.classifier;

import java.util.OptionalDouble;

/** How the outputs of a model become probabilities. */
sealed interface Answering {

    /** They are probabilities. */
    record ByLayers() implements Answering {}

    /**
     * What the outputs for one picture come to.
     *
     * @param probabilities one for each label, adding up to 1
     * @param distance how far the picture is from the samples that it was compared with, if it was
     */
    record Weighed(float[] probabilities, OptionalDouble distance) {}

    /** What the outputs for one picture come to. */
    default Weighed of(float[] outputs) {
        return switch (this) {
            case ByLayers() -> new Weighed(outputs, OptionalDouble.empty());
        };
    }
}
