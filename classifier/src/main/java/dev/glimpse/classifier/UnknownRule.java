package dev.glimpse.classifier;

import java.util.Optional;

/** How a classifier tells pictures of other things from those that it knows. */
sealed interface UnknownRule {

    /**
     * By how unsure it is.
     *
     * @param threshold of 1 less the largest probability
     */
    record ByProbability(double threshold) implements UnknownRule {}

    /** The layer whose output it looks at besides the probabilities, if there is one. */
    default Optional<String> layer() {
        return switch (this) {
            case ByProbability _ -> Optional.empty();
        };
    }

    /**
     * How strange a picture is.
     *
     * @param probabilities one for each label
     * @param vector the output of {@link #layer}; the probabilities again if there is none
     */
    default Strangeness of(float[] probabilities, float[] vector) {
        return switch (this) {
            case ByProbability(double threshold) -> {
                float best = 0;
                for (float probability : probabilities) {
                    best = Math.max(best, probability);
                }
                yield new Strangeness(1 - best, threshold);
            }
        };
    }
}
