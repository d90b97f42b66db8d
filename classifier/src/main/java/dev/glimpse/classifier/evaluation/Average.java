package dev.glimpse.classifier.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Precision, recall and F1 averaged over the labels that occur.
 *
 * @param precision the mean precision, 0 to 1
 * @param recall the mean recall, 0 to 1
 * @param f1 the mean of the F1 scores, 0 to 1 (not the F1 score of the means)
 */
public record Average(double precision, double recall, double f1) {

    /** The plain mean: every label counts the same, however rare. */
    static Average macro(List<ClassScore> scores) {
        return weighted(scores, score -> score.occurs() ? 1 : 0);
    }

    /** The mean weighted by support: every picture counts the same. */
    static Average weighted(List<ClassScore> scores) {
        return weighted(scores, ClassScore::support);
    }

    private static Average weighted(List<ClassScore> scores, ToDoubleFunction<ClassScore> weight) {
        double total = scores.stream().mapToDouble(weight).sum();
        return new Average(
                sum(scores, weight, ClassScore::precision) / total,
                sum(scores, weight, ClassScore::recall) / total,
                sum(scores, weight, ClassScore::f1) / total);
    }

    private static double sum(
            List<ClassScore> scores, ToDoubleFunction<ClassScore> weight, ToDoubleFunction<ClassScore> value) {
        return scores.stream()
                .mapToDouble(score -> weight.applyAsDouble(score) * value.applyAsDouble(score))
                .sum();
    }
}
