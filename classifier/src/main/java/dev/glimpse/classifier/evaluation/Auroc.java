package dev.glimpse.classifier.evaluation;

import java.util.Arrays;

/**
 * The area under the receiver operating characteristic: the chance that a foreign picture is scored higher than an own one,
 * where equal scores count half. 1 tells all apart, 0.5 is chance.
 *
 * <p>Computed from ranks (Mann and Whitney's U), so equal scores are exact.
 */
final class Auroc {

    private Auroc() {}

    /** That of some scores of own and of foreign pictures, at least one of each and none of them NaN. */
    static double of(double[] own, double[] foreign) {
        double[] known = own.clone();
        Arrays.sort(known);
        double above = 0;
        for (double score : foreign) {
            above += (first(known, score, true) + first(known, score, false)) / 2.0;
        }
        return above / ((double) own.length * foreign.length);
    }

    /** How many of some sorted scores are below one, or not above it. */
    private static int first(double[] sorted, double score, boolean below) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (below ? sorted[middle] < score : sorted[middle] <= score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
