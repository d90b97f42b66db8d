package dev.glimpse.classifier.evaluation;

import java.util.List;

/**
 * Whether the model is right as often as it says: its predictions sorted by their probability into bins of equal width.
 *
 * <p>C. Guo and others, "On calibration of modern neural networks", ICML 2017.
 *
 * @param bins from probability 0 to 1, without gaps
 */
public record Calibration(List<Bin> bins) {

    public Calibration {
        bins = List.copyOf(bins);
    }

    /** The expected calibration error: the mean distance of probability and accuracy over all pictures, 0 to 1. */
    public double expectedError() {
        double distance = 0;
        long count = 0;
        for (Bin bin : bins) {
            distance += Math.abs(bin.sum - bin.correct);
            count += bin.count;
        }
        return count == 0 ? 0 : distance / count;
    }

    /** The mean probability of all predictions, 0 to 1: above the accuracy the model is too sure of itself. */
    public double meanProbability() {
        double sum = bins.stream().mapToDouble(Bin::sum).sum();
        long count = bins.stream().mapToLong(Bin::count).sum();
        return count == 0 ? 0 : sum / count;
    }

    /**
     * The predictions whose probability lies above {@code low} and not above {@code high}.
     *
     * @param low the lower end, which belongs to the bin below
     * @param high the upper end, which belongs to this bin
     * @param count the number of predictions
     * @param correct how many of them were right
     * @param sum the sum of their probabilities
     */
    public record Bin(double low, double high, long count, long correct, double sum) {

        /** The share of these predictions that was right; 0 in an empty bin. */
        public double accuracy() {
            return count == 0 ? 0 : (double) correct / count;
        }

        /** The mean probability of these predictions; 0 in an empty bin. */
        public double meanProbability() {
            return count == 0 ? 0 : sum / count;
        }
    }
}
