package dev.glimpse.classifier.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * An evaluation in the making: told the probabilities of one picture after another, it keeps their sums only.
 *
 * <p>What it remembers does not grow with the number of pictures: the confusion matrix (8 bytes for each pair of
 * labels), the calibration bins, and the few most certain mistakes. It is meant for one thread.
 *
 * {@snippet :
 * var evaluator = Evaluator.of(labels, Basis.heldOut("the test split"));
 * evaluator.add("rose/17.jpg", 3, probabilities);
 * Evaluation evaluation = evaluator.evaluation();
 * }
 */
public final class Evaluator {

    /** Keras's epsilon: a probability of 0 for the truth would otherwise make the mean loss infinite. */
    private static final double EPSILON = 1e-7;

    /** How far probabilities may miss the sum of 1: half-precision models miss by some thousandths. */
    private static final double SUM_TOLERANCE = 1e-2;

    /** Most certain first; equals by name, so that the order of the pictures does not matter. */
    static final Comparator<Outcome> BY_CERTAINTY =
            Comparator.comparing(Outcome::probability).reversed().thenComparing(Outcome::item);

    private final List<String> labels;
    private final Basis basis;
    private final Options options;
    private final long[][] confusion;
    private final long[] binCount;
    private final long[] binCorrect;
    private final double[] binSum;
    private final PriorityQueue<Outcome> mistakes = new PriorityQueue<>(BY_CERTAINTY.reversed());
    private long pictures;
    private long correct;
    private long amongTopK;
    private double logLoss;
    private double brier;

    private Evaluator(List<String> labels, Basis basis, Options options) {
        this.labels = List.copyOf(labels);
        this.basis = basis;
        this.options = options;
        this.confusion = new long[labels.size()][labels.size()];
        this.binCount = new long[options.bins];
        this.binCorrect = new long[options.bins];
        this.binSum = new double[options.bins];
    }

    /** An evaluator of a model with these labels, in the order of its outputs, with the default options. */
    public static Evaluator of(List<String> labels, Basis basis) {
        return of(labels, basis, _ -> {});
    }

    /** An evaluator of a model with these labels, in the order of its outputs. */
    public static Evaluator of(List<String> labels, Basis basis, Consumer<Options> choices) {
        if (labels.size() < 2) {
            throw new EvaluationException(
                    "an evaluation needs at least two labels to tell apart, got " + labels + ": add another class");
        }
        Options options = new Options();
        choices.accept(options);
        return new Evaluator(labels, basis, options);
    }

    /**
     * Counts one picture in.
     *
     * @param item its name, for the list of mistakes
     * @param label the index of its true label
     * @param probabilities one for each label, adding up to 1; not kept
     * @return what became of the picture
     * @throws EvaluationException if the probabilities are none, or not as many as there are labels
     */
    public Outcome add(String item, int label, float[] probabilities) {
        if (label < 0 || label >= labels.size()) {
            throw new IllegalArgumentException("the label of \"" + item + "\" has index " + label + ", but there are "
                    + labels.size() + " labels");
        }
        requireProbabilities(item, probabilities);
        Outcome outcome = outcome(item, label, probabilities);
        pictures++;
        confusion[label][outcome.predicted()]++;
        correct += outcome.isCorrect() ? 1 : 0;
        amongTopK += outcome.rank() <= options.topK ? 1 : 0;
        logLoss -= Math.log(Math.clamp((double) outcome.labelProbability(), EPSILON, 1 - EPSILON));
        brier += brier(label, probabilities);
        bin(outcome);
        if (!outcome.isCorrect()) {
            mistakes.add(outcome);
            if (mistakes.size() > options.mistakes) {
                mistakes.remove();
            }
        }
        options.each.accept(outcome);
        return outcome;
    }

    /** The number of pictures counted so far. */
    public long pictures() {
        return pictures;
    }

    /**
     * The evaluation of all pictures counted so far; more may be added afterwards.
     *
     * @throws EvaluationException if there were none
     */
    public Evaluation evaluation() {
        if (pictures == 0) {
            throw new EvaluationException("there are no pictures in " + basis.description()
                    + " to evaluate on: give a dataset or a split that has some");
        }
        List<Calibration.Bin> bins = new ArrayList<>();
        for (int i = 0; i < options.bins; i++) {
            bins.add(new Calibration.Bin(
                    (double) i / options.bins, (double) (i + 1) / options.bins, binCount[i], binCorrect[i], binSum[i]));
        }
        return new Evaluation(
                basis,
                labels,
                new Proportion(correct, pictures),
                labels.size() > options.topK
                        ? Optional.of(new Evaluation.TopK(options.topK, new Proportion(amongTopK, pictures)))
                        : Optional.empty(),
                logLoss / pictures,
                brier / pictures,
                ConfusionMatrix.of(confusion),
                mistakes.stream().sorted(BY_CERTAINTY).toList(),
                new Calibration(bins));
    }

    private static Outcome outcome(String item, int label, float[] probabilities) {
        int predicted = 0;
        int rank = 1;
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[predicted]) {
                predicted = i;
            }
            if (probabilities[i] > probabilities[label] || (probabilities[i] == probabilities[label] && i < label)) {
                rank++;
            }
        }
        return new Outcome(item, label, predicted, probabilities[predicted], probabilities[label], rank);
    }

    private static double brier(int label, float[] probabilities) {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double distance = probabilities[i] - (i == label ? 1.0 : 0.0);
            sum += distance * distance;
        }
        return sum;
    }

    private void bin(Outcome outcome) {
        int bin = Math.clamp((int) Math.ceil((double) outcome.probability() * options.bins) - 1, 0, options.bins - 1);
        binCount[bin]++;
        binCorrect[bin] += outcome.isCorrect() ? 1 : 0;
        binSum[bin] += outcome.probability();
    }

    private void requireProbabilities(String item, float[] probabilities) {
        if (probabilities.length != labels.size()) {
            throw new EvaluationException("the model gave " + probabilities.length + " probabilities for \"" + item
                    + "\", but there are " + labels.size() + " labels: evaluate it with the labels it was trained on");
        }
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            float probability = probabilities[i];
            if (Float.isNaN(probability)) {
                throw new EvaluationException("the model's probability of \"" + labels.get(i) + "\" for \"" + item
                        + "\" is not a number (NaN): its training diverged; train again with a lower learning rate");
            }
            if (probability < -1e-6 || probability > 1 + 1e-6) {
                throw new EvaluationException("the model's probability of \"" + labels.get(i) + "\" for \"" + item
                        + "\" should lie between 0 and 1, got " + probability + ": end the model with softmax");
            }
            sum += probability;
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new EvaluationException("the model's probabilities for \"" + item + "\" should add up to 1, got "
                    + Figures.score(sum) + ": end the model with softmax");
        }
    }

    /** What an evaluation keeps; each has the default that its method names. */
    public static final class Options {

        private int mistakes = 20;
        private int bins = 15;
        private int topK = 5;
        private Consumer<Outcome> each = _ -> {};

        private Options() {}

        /** How many of the most certain mistakes to list; 20 by default. */
        public Options mistakes(int count) {
            mistakes = atLeast(0, count, "the number of mistakes to list");
            return this;
        }

        /** How many calibration bins to sort the predictions into; 15 by default. */
        public Options bins(int count) {
            bins = atLeast(1, count, "the number of calibration bins");
            return this;
        }

        /** Among how many of the most probable labels the true one is looked for; 5 by default. */
        public Options topK(int count) {
            topK = atLeast(2, count, "the k of top-k accuracy");
            return this;
        }

        /** Who hears of every picture's outcome, at once and on the same thread; nobody by default. */
        public Options each(Consumer<Outcome> listener) {
            each = listener;
            return this;
        }

        private static int atLeast(int least, int given, String what) {
            if (given < least) {
                throw new EvaluationException(what + " must be at least " + least + ", got " + given);
            }
            return given;
        }
    }
}
