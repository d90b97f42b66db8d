package dev.glimpse.classifier.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a reader should take from an evaluation, in a few sentences. */
final class Findings {

    private static final long FEW = 100;
    private static final double OFF = 0.03;

    private final Evaluation evaluation;

    Findings(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        confusion(sentences);
        weakest(sentences);
        calibration(sentences);
        few(sentences);
        return sentences;
    }

    private void confusion(List<String> sentences) {
        List<ConfusionMatrix.Confusion> pairs = evaluation.confusion().mostConfused(1);
        if (pairs.isEmpty()) {
            sentences.add("It made no mistake.");
            return;
        }
        ConfusionMatrix.Confusion pair = pairs.getFirst();
        sentences.add("Most often it took " + name(pair.label()) + " for " + name(pair.predicted()) + ": "
                + Figures.count(pair.count()) + " of "
                + Figures.pictures(evaluation.confusion().support(pair.label())) + ".");
    }

    private void weakest(List<String> sentences) {
        evaluation.classes().stream()
                .filter(score -> score.support() > 0)
                .min(Comparator.comparingDouble(ClassScore::recall))
                .filter(score -> score.recall() < evaluation.accuracy().value())
                .ifPresent(score -> sentences.add("The label found least often is " + score.label() + ": "
                        + Figures.count(score.correct()) + " of " + Figures.pictures(score.support()) + "."));
    }

    private void calibration(List<String> sentences) {
        double said = evaluation.calibration().meanProbability();
        double right = evaluation.accuracy().value();
        String numbers = " it says " + Figures.percent(said, evaluation.pictures()) + " on average and is right in "
                + Figures.percent(right, evaluation.pictures()) + ".";
        if (said > right + OFF) {
            sentences.add("It is surer than it should be:" + numbers);
        } else if (said < right - OFF) {
            sentences.add("It is less sure than it could be:" + numbers);
        } else {
            sentences.add("It is about as sure as it should be:" + numbers);
        }
    }

    private void few(List<String> sentences) {
        if (evaluation.pictures() < FEW) {
            sentences.add("All this rests on only " + Figures.pictures(evaluation.pictures())
                    + ": another few could change it a good deal.");
        }
    }

    private String name(int label) {
        return evaluation.labels().get(label);
    }
}
