package dev.glimpse.classifier;

import java.util.Optional;

/** How a classifier tells pictures of other things from those that it knows. */
sealed interface UnknownRule {

    /** Above it a picture is none of what the classifier knows. */
    double threshold();

    /** This with another threshold. */
    UnknownRule with(double newThreshold);

    /**
     * By how unsure it is.
     *
     * @param threshold of 1 less the largest probability
     */
    record ByProbability(double threshold) implements UnknownRule {
        @Override
        public ByProbability with(double newThreshold) {
            return new ByProbability(newThreshold);
        }
    }

    /**
     * By how far it is from the samples that it is compared with.
     *
     * @param threshold of {@link Answering.Weighed#distance}
     */
    record ByNeighbours(double threshold) implements UnknownRule {
        @Override
        public ByNeighbours with(double newThreshold) {
            return new ByNeighbours(newThreshold);
        }
    }

    /** The layer whose output it looks at besides the probabilities, if there is one. */
    default Optional<String> layer() {
        return switch (this) {
            case ByProbability _, ByNeighbours _ -> Optional.empty();
        };
    }

    /** How strange a picture is. */
    default Strangeness of(Evidence seen) {
        return new Strangeness(score(seen), threshold());
    }

    private double score(Evidence seen) {
        return switch (this) {
            case ByProbability _ -> 1 - best(seen.weighed().probabilities());
            case ByNeighbours _ -> seen.weighed().distance().orElse(Double.POSITIVE_INFINITY);
        };
    }

    private static float best(float[] probabilities) {
        float best = 0;
        for (float probability : probabilities) {
            best = Math.max(best, probability);
        }
        return best;
    }

    /**
     * What strangeness is told by.
     *
     * @param weighed what the outputs came to
     * @param vector the output of {@link #layer}; whatever comes last if there is none
     */
    record Evidence(Answering.Weighed weighed, float[] vector) {}
}
