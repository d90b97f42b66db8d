package dev.glimpse.classifier;

import java.util.Optional;

/**
 * What a classifier makes of one picture, in the order of its labels.
 *
 * @param probabilities one for each label, adding up to 1
 * @param strangeness how unlike all that the classifier learnt the picture is, if it can tell
 */
record Answer(float[] probabilities, Optional<Strangeness> strangeness) {

    /** How strange the picture is, higher for stranger ones; by the largest probability if nothing better is known. */
    double score() {
        return strangeness.map(Strangeness::score).orElseGet(() -> new UnknownRule.ByProbability(1)
                .score(probabilities, 0));
    }
}
