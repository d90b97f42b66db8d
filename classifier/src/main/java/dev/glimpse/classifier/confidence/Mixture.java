package dev.glimpse.classifier.confidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * In which shares the probabilities of several classifiers are mixed so that the log loss on pictures that none of them learnt
 * from is smallest. Shares are 0 or more and add up to 1.
 *
 * <p>The loss is convex in the shares. Beginning with even ones, share goes from the classifier for whose growth the loss grows most
 * to the one for whose growth it falls most, as much as is best between these two (the zero of the slope, by bisection), until no
 * mixture at all can be better by more than {@link #GAP}: for a convex loss of this form the largest mean ratio of one classifier's
 * probability to the mixture's, less 1, is a bound of what can still be gained. Nothing is drawn at random.
 *
 * <p>J. Platt, "Sequential minimal optimization", 1998, for the pairs; M. Frank and P. Wolfe, "An algorithm for quadratic
 * programming", 1956, for the bound.
 */
public final class Mixture {

    /** How far the loss is from the smallest one at most, in nats a picture. */
    public static final double GAP = 1e-9;

    /** As of probabilities when they are judged: otherwise one certain mistake would decide everything. */
    private static final double LEAST = 1e-7;

    private static final int MOST_EXCHANGES = 10_000;
    private static final int HALVINGS = 60;

    private final int classifiers;
    private final List<double[]> pictures = new ArrayList<>();

    /** A mixture of so many classifiers, without any pictures. */
    public Mixture(int classifiers) {
        this.classifiers = classifiers;
    }

    /**
     * Counts one picture in.
     *
     * @param truths the probability that each classifier gives to the true label
     */
    public void add(double... truths) {
        if (truths.length != classifiers) {
            throw new IllegalArgumentException(classifiers + " classifiers, and " + truths.length + " probabilities");
        }
        pictures.add(Arrays.stream(truths)
                .map(truth -> Math.clamp(truth, LEAST, 1 - LEAST))
                .toArray());
    }

    /** How many pictures were counted in. */
    public int pictures() {
        return pictures.size();
    }

    /** The mean of minus the natural logarithm of the true label's probability in a mixture. */
    public double loss(double[] shares) {
        double loss = 0;
        for (double[] truths : pictures) {
            loss -= Math.log(mixed(truths, shares));
        }
        return loss / pictures.size();
    }

    /** The best shares, in the order of the classifiers; even ones without pictures. */
    public double[] best() {
        double[] shares = new double[classifiers];
        Arrays.fill(shares, 1.0 / classifiers);
        for (int i = 0; i < MOST_EXCHANGES && !pictures.isEmpty(); i++) {
            double[] ratios = ratios(shares);
            int to = 0;
            int from = -1;
            for (int k = 0; k < classifiers; k++) {
                to = ratios[k] > ratios[to] ? k : to;
                from = shares[k] > 0 && (from < 0 || ratios[k] < ratios[from]) ? k : from;
            }
            if (ratios[to] - 1 <= GAP || to == from) {
                break;
            }
            exchange(shares, from, to);
        }
        return shares;
    }

    private static double mixed(double[] truths, double[] shares) {
        double mixed = 0;
        for (int k = 0; k < shares.length; k++) {
            mixed += shares[k] * truths[k];
        }
        return mixed;
    }

    /** For each classifier the mean ratio of its probability to the mixture's: minus the slope of the loss in its share. */
    private double[] ratios(double[] shares) {
        double[] ratios = new double[classifiers];
        for (double[] truths : pictures) {
            double mixed = mixed(truths, shares);
            for (int k = 0; k < classifiers; k++) {
                ratios[k] += truths[k] / mixed / pictures.size();
            }
        }
        return ratios;
    }

    private void exchange(double[] shares, int from, int to) {
        double[] mixed =
                pictures.stream().mapToDouble(truths -> mixed(truths, shares)).toArray();
        double low = 0;
        double high = shares[from];
        if (slope(mixed, from, to, high) > 0) {
            for (int i = 0; i < HALVINGS; i++) {
                double middle = (low + high) / 2;
                if (slope(mixed, from, to, middle) > 0) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            shares[from] -= low;
            shares[to] += low;
        } else {
            shares[to] += high;
            shares[from] = 0;
        }
    }

    /** How fast the loss grows where so much has gone from one classifier to another. */
    private double slope(double[] mixed, int from, int to, double moved) {
        double slope = 0;
        for (int i = 0; i < mixed.length; i++) {
            double[] truths = pictures.get(i);
            double gain = truths[to] - truths[from];
            slope -= gain / (mixed[i] + moved * gain);
        }
        return slope;
    }
}
