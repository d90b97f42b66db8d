package dev.glimpse.classifier.confidence;

import java.util.Arrays;

/** Thresholds that a share of scores lie above. */
public final class Quantile {

    private Quantile() {}

    /**
     * The threshold above which at most a share of new scores is to be expected, if they come from where these came from: of
     * n scores the one at place ⌈(n + 1) (1 - share)⌉, or the largest where there are too few to promise so little.
     *
     * <p>V. Vovk and others, "Algorithmic learning in a random world", 2005 (split conformal prediction).
     *
     * @param scores at least one
     * @param share 0 to below 1
     */
    public static double above(double[] scores, double share) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        // Just below the ceiling's argument, so that 0.95 times 20, which is 19 and a little, is 19.
        double place = Math.ceil((sorted.length + 1) * (1 - share) - 1e-9);
        return sorted[(int) Math.clamp(place, 1, sorted.length) - 1];
    }

    /** Whether so many scores are enough to promise that no larger share of new ones lies above the threshold. */
    public static boolean isPromised(int scores, double share) {
        return (scores + 1) * (1 - share) - 1e-9 <= scores;
    }
}
