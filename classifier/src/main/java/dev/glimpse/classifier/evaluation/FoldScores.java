package dev.glimpse.classifier.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How good the rounds of a cross-validation were, and how far they differ: the mean of the folds, each counting the same, and
 * their sample deviation.
 *
 * @param folds in their order, at least one
 */
public record FoldScores(List<FoldScore> folds) {

    public FoldScores {
        folds = List.copyOf(folds);
        if (folds.isEmpty()) {
            throw new IllegalArgumentException("no fold is over yet");
        }
    }

    /** The share of pictures whose most probable label is the true one. */
    public Estimate accuracy() {
        return estimate(evaluation -> evaluation.accuracy().value());
    }

    /** The mean cross-entropy, in nats. */
    public Estimate logLoss() {
        return estimate(Evaluation::logLoss);
    }

    /** The mean of the labels' F1. */
    public Estimate macroF1() {
        return estimate(evaluation -> evaluation.macroAverage().f1());
    }

    /** The share of pictures whose true label is among the most probable few; none for so few labels that it says nothing. */
    public Optional<Estimate> topK() {
        return folds.stream().allMatch(fold -> fold.evaluation().topK().isPresent())
                ? Optional.of(estimate(
                        evaluation -> evaluation.topK().orElseThrow().share().value()))
                : Optional.empty();
    }

    /** One line for a model file: {@code 89.7 ± 1.2 % in 10 folds}. */
    public String words() {
        return accuracy().percent() + " in " + folds.size() + (folds.size() == 1 ? " fold" : " folds");
    }

    private Estimate estimate(ToDoubleFunction<Evaluation> measure) {
        return Estimate.of(folds.stream()
                .mapToDouble(fold -> measure.applyAsDouble(fold.evaluation()))
                .toArray());
    }
}
