package dev.glimpse.classifier.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Which labels are probably wrong, told from probabilities that do not know them.
 *
 * <p>A label's threshold is the mean probability that it has where it is given. Of the labels that reach their thresholds for
 * a picture the most probable one counts: if it is not the one given, that one is counted as wrong, and the evidence is
 * strong. Where a label is merely more probable than the given one, the evidence is weak. The suspects are ordered by the
 * normalized margin, which is the probability of the given label less that of the most probable other one.
 *
 * @see <a href="https://arxiv.org/abs/1911.00068">Northcutt, Jiang, Chuang: Confident learning, 2021</a>
 */
final class ConfidentLearning {

    private final int[] given;
    private final Votes[] votes;
    private final double[] thresholds;

    /**
     * What is said of one picture: the labels that are possible at all, and how probable each is.
     *
     * @param labels each once
     * @param probabilities as many; together 1
     */
    record Votes(int[] labels, float[] probabilities) {

        /** How probable a label is. */
        double of(int label) {
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == label) {
                    return probabilities[i];
                }
            }
            return 0;
        }

        /** The most probable of some labels; of equal ones the first. */
        OptionalInt likeliest(IntPredicate among) {
            OptionalInt best = OptionalInt.empty();
            double highest = 0;
            for (int i = 0; i < labels.length; i++) {
                if (probabilities[i] > highest && among.test(labels[i])) {
                    best = OptionalInt.of(labels[i]);
                    highest = probabilities[i];
                }
            }
            return best;
        }
    }

    /**
     * A picture whose label is probably wrong.
     *
     * @param picture its number
     * @param suggested the label that it more likely shows
     * @param margin the probability of the given label less that of the most probable other one
     */
    record Suspect(int picture, int suggested, double certainty, double given, double margin, Evidence evidence) {}

    /**
     * Pictures and what is said of them.
     *
     * @param given the label of each
     * @param votes of each, which must not come from the picture itself
     * @param labels how many labels there are
     */
    ConfidentLearning(int[] given, Votes[] votes, int labels) {
        this.given = given;
        this.votes = votes;
        this.thresholds = thresholds(given, votes, labels);
    }

    private static double[] thresholds(int[] given, Votes[] votes, int labels) {
        double[] sums = new double[labels];
        int[] counts = new int[labels];
        for (int i = 0; i < given.length; i++) {
            sums[given[i]] += votes[i].of(given[i]);
            counts[given[i]]++;
        }
        for (int label = 0; label < labels; label++) {
            sums[label] = counts[label] == 0 ? Double.POSITIVE_INFINITY : sums[label] / counts[label];
        }
        return sums;
    }

    /** What the probability of each label has to reach. */
    double[] thresholds() {
        return thresholds.clone();
    }

    /** How many pictures of each given label (row) count as each label (column). */
    int[][] joint() {
        int[][] joint = new int[thresholds.length][thresholds.length];
        for (int i = 0; i < given.length; i++) {
            int label = given[i];
            confident(votes[i]).ifPresent(counted -> joint[label][counted]++);
        }
        return joint;
    }

    /** The suspects, the worst first. */
    List<Suspect> suspects() {
        List<Suspect> suspects = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            int label = given[i];
            Votes said = votes[i];
            double here = said.of(label);
            OptionalInt rival = likeliestOther(said, label);
            if (rival.isEmpty()) {
                continue;
            }
            double margin = here - said.of(rival.getAsInt());
            int counted = confident(said).orElse(label);
            if (counted != label) {
                suspects.add(new Suspect(i, counted, said.of(counted), here, margin, Evidence.STRONG));
            } else if (margin < 0) {
                suspects.add(new Suspect(i, rival.getAsInt(), said.of(rival.getAsInt()), here, margin, Evidence.WEAK));
            }
        }
        suspects.sort(Comparator.comparingDouble(Suspect::margin)
                .thenComparingDouble(Suspect::given)
                .thenComparingInt(Suspect::picture));
        return suspects;
    }

    /** The most probable of the labels that reach their thresholds, if one does. */
    private OptionalInt confident(Votes said) {
        return said.likeliest(label -> said.of(label) >= thresholds[label]);
    }

    private static OptionalInt likeliestOther(Votes said, int given) {
        return said.likeliest(label -> label != given);
    }
}
