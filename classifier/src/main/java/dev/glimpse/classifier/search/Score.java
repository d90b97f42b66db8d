package dev.glimpse.classifier.search;

import java.util.Comparator;

/**
 * How good a try is after one round.
 *
 * @param pictures how many it learnt from
 * @param share which part of all there are to learn from that is, above 0 to 1
 * @param accuracy the share of the validation pictures that it has right, 0 to 1
 * @param logLoss on validation, in nats
 * @param of how many validation pictures there are
 * @param seconds how long it took to teach and judge it
 */
public record Score(int pictures, double share, double accuracy, double logLoss, long of, double seconds) {

    /** The better one comes first: more validation pictures right, and among equals a smaller log loss. */
    static final Comparator<Score> BEST_FIRST =
            Comparator.comparingDouble(Score::accuracy).reversed().thenComparingDouble(Score::logLoss);

    /** Whether a try can have come out so; a file that somebody changed may say anything. */
    boolean isPossible() {
        return pictures > 0
                && share > 0
                && share <= 1
                && accuracy >= 0
                && accuracy <= 1
                && logLoss >= 0
                && of > 0
                && seconds >= 0;
    }
}
