package dev.glimpse.classifier;

import dev.glimpse.classifier.confidence.Scaling;
import dev.glimpse.classifier.confidence.Temperature;
import dev.glimpse.classifier.evaluation.Basis;
import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.classifier.evaluation.Evaluator;
import dev.glimpse.classifier.evaluation.Outcome;
import dev.glimpse.classifier.evaluation.Unknowns;
import dev.glimpse.classifier.evaluation.Unscaled;
import dev.glimpse.data.item.Item;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/** All that is counted while a classifier is judged: what it says, what it would have said unscaled, and what it finds strange. */
final class Bench {

    private final Evaluator evaluator;
    private final Evaluator before;
    private final Optional<Double> temperature;
    private final DoubleStream.Builder scores = DoubleStream.builder();

    Bench(Classifier classifier, Basis basis, Consumer<Outcome> each) {
        this.evaluator = Evaluator.of(classifier.labels(), basis, options -> options.each(each));
        this.before = Evaluator.of(classifier.labels(), basis);
        this.temperature = classifier
                .scaling()
                .flatMap(scaling -> scaling instanceof Scaling.Scaled scaled
                        ? Optional.of(scaled.temperature())
                        : Optional.empty());
    }

    void add(Item item, Answer answer) {
        evaluator.add(item.name(), item.label(), answer.probabilities());
        temperature.ifPresent(
                known -> before.add(item.name(), item.label(), Temperature.undone(answer.probabilities(), known)));
        scores.add(answer.score());
    }

    long pictures() {
        return evaluator.pictures();
    }

    Evaluation evaluation() {
        return evaluator.evaluation();
    }

    /** How sure it was before a temperature was folded into it, if one was. */
    Optional<Unscaled> unscaled() {
        return temperature.map(known -> {
            Evaluation unscaled = before.evaluation();
            return new Unscaled(
                    known, unscaled.logLoss(), unscaled.calibration().expectedError());
        });
    }

    /** How strange its own pictures are to it. */
    Unknowns.Scores scores() {
        return Unknowns.Scores.of(scores.build().toArray());
    }
}
