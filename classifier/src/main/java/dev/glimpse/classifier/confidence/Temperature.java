package dev.glimpse.classifier.confidence;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What logits are divided by, so that a classifier is as often right as it says: the number for which the log loss on pictures
 * that it did not learn from is smallest. Above 1 it was too sure of itself. Which label is the best one never changes.
 *
 * <p>The loss is convex in the number's inverse, so its slope has one zero, which bisection finds.
 *
 * <p>C. Guo and others, "On calibration of modern neural networks", ICML 2017.
 */
public final class Temperature {

    /** The least and the most that a temperature can be. */
    public static final double LEAST = 0.25;

    /** The most that a temperature can be. */
    public static final double MOST = 20;

    private static final int HALVINGS = 60;

    private final List<float[]> logits = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private int right;

    /** Without any pictures. */
    public Temperature() {}

    /**
     * Counts one picture in.
     *
     * @param sums its logits, one for each label; kept
     * @param label the true one
     */
    public void add(float[] sums, int label) {
        logits.add(sums);
        labels.add(label);
        right += best(sums) == label ? 1 : 0;
    }

    /** How many pictures were counted in. */
    public int pictures() {
        return labels.size();
    }

    /** Of how many of them the best label is the true one. */
    public int right() {
        return right;
    }

    /** The number for which the log loss is smallest, from {@link #LEAST} to {@link #MOST}; none without pictures. */
    public OptionalDouble best() {
        if (labels.isEmpty()) {
            return OptionalDouble.empty();
        }
        double low = 1 / MOST;
        double high = 1 / LEAST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(middle) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalDouble.of(2 / (low + high));
    }

    /** The probabilities that softmax makes of logits divided by a temperature. */
    public static float[] probabilities(float[] logits, double temperature) {
        double most = most(logits);
        double[] weights = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            weights[i] = Math.exp((logits[i] - most) / temperature);
            sum += weights[i];
        }
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) (weights[i] / sum);
        }
        return probabilities;
    }

    /**
     * The probabilities that were divided by a temperature as they were before. A probability that was too small for a {@code
     * float} stays 0.
     */
    public static float[] undone(float[] probabilities, double temperature) {
        float[] logits = new float[probabilities.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log(Math.max(probabilities[i], Float.MIN_VALUE));
        }
        return probabilities(logits, 1 / temperature);
    }

    /** How fast the sum of all log losses grows with the temperature's inverse. */
    private double slope(double inverse) {
        double slope = 0;
        for (int picture = 0; picture < labels.size(); picture++) {
            float[] sums = logits.get(picture);
            double most = most(sums);
            double weights = 0;
            double weighted = 0;
            for (float sum : sums) {
                double weight = Math.exp(inverse * (sum - most));
                weights += weight;
                weighted += weight * sum;
            }
            slope += weighted / weights - sums[labels.get(picture)];
        }
        return slope;
    }

    private static double most(float[] sums) {
        return sums[best(sums)];
    }

    private static int best(float[] sums) {
        int best = 0;
        for (int i = 1; i < sums.length; i++) {
            if (sums[i] > sums[best]) {
                best = i;
            }
        }
        return best;
    }
}
