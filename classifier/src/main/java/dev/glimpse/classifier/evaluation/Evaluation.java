package dev.glimpse.classifier.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a classifier is worth: the numbers of one evaluation, made by an {@link Evaluator}.
 *
 * <p>The canonical constructor is not meant for callers; it changes as numbers are added.
 *
 * @param basis the pictures it rests on
 * @param labels the names of the labels, in the order of the model's outputs
 * @param accuracy the share of pictures whose most probable label is the true one
 * @param topK the share whose true label is among the most probable few; empty for so few labels that it says nothing
 * @param logLoss the mean of minus the natural logarithm of the true label's probability, which is kept between 1e-7
 *     and 1 - 1e-7 as in Keras; 0 is perfect
 * @param brier the mean over the pictures of the sum over the labels of the squared distance between probability and
 *     truth (1 or 0); 0 is perfect, 2 the worst
 * @param confusion how often each label was taken for each other
 * @param mistakes the mistakes of which the model was most certain, most certain first
 * @param calibration whether it is right as often as it says
 */
public record Evaluation(
        Basis basis,
        List<String> labels,
        Proportion accuracy,
        Optional<TopK> topK,
        double logLoss,
        double brier,
        ConfusionMatrix confusion,
        List<Outcome> mistakes,
        Calibration calibration) {

    public Evaluation {
        labels = List.copyOf(labels);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * Several evaluations of the same labels as one, in which every picture of theirs counts the same.
     *
     * @param parts at least one
     */
    public static Evaluation pooled(Basis basis, List<Evaluation> parts) {
        return new Pooling(parts).on(basis);
    }

    /** The number of pictures all this rests on, at least 1. */
    public long pictures() {
        return accuracy.of();
    }

    /** Precision, recall, F1 and support of each label, in label order. */
    public List<ClassScore> classes() {
        long[][] counts = confusion.toArray();
        long[] predicted = new long[counts.length];
        for (long[] row : counts) {
            for (int label = 0; label < row.length; label++) {
                predicted[label] += row[label];
            }
        }
        return IntStream.range(0, counts.length)
                .mapToObj(label -> new ClassScore(
                        labels.get(label), confusion.support(label), predicted[label], counts[label][label]))
                .toList();
    }

    /**
     * The plain mean over the labels, each counting the same.
     *
     * <p>As in scikit-learn, a label that neither any picture has nor any was given is left out.
     */
    public Average macroAverage() {
        return Average.macro(classes());
    }

    /** The mean over the labels weighted by support, each picture counting the same. */
    public Average weightedAverage() {
        return Average.weighted(classes());
    }

    /**
     * How often the true label is among the {@code k} most probable ones.
     *
     * @param k how many
     * @param share how often
     */
    public record TopK(int k, Proportion share) {}
}
