package dev.glimpse.classifier;

import dev.glimpse.classifier.evaluation.TrainingCurves;
import dev.glimpse.nn.loss.Losses;
import dev.glimpse.nn.metric.Metric;
import dev.glimpse.nn.metric.Metrics;
import dev.glimpse.nn.train.Fit;
import dev.glimpse.nn.train.History;
import dev.glimpse.nn.train.Monitor;
import dev.glimpse.nn.train.TrainingEvent;
import dev.glimpse.nn.train.TrainingEvent.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model fitted to batches, with checkpoints, logs and listeners as a training wants them.
 *
 * @param end how it ended
 * @param history the epochs
 * @param curves the epochs as a model file keeps them
 */
record Fitting(End end, History history, TrainingCurves curves) {

    /** Above so many classes it matters whether the true one is among the best five. */
    private static final int TOP = 5;

    /** Gets a model ready to learn. */
    static void compile(Lesson lesson) {
        List<Metric> metrics = new ArrayList<>(List.of(Metrics.accuracy()));
        if (lesson.facts().labels().size() > TOP) {
            metrics.add(Metrics.topK(TOP));
        }
        lesson.model()
                .compile(
                        lesson.learning().optimizer(),
                        Losses.categoricalCrossentropy()
                                .labelSmoothing(lesson.learning().labelSmoothing()),
                        metrics.toArray(Metric[]::new));
    }

    /** Teaches a model that is compiled. */
    static Fitting of(Lesson lesson, Training training) {
        End[] end = {End.COMPLETED};
        OptionalInt[] best = {OptionalInt.empty()};
        try (RunLogs logs = new RunLogs(
                lesson.folder(), training.drawsHistograms() ? Optional.of(lesson.model()) : Optional.empty())) {
            History history = lesson.model().fit(lesson.train(), fit -> {
                configure(fit, lesson, training);
                fit.listener(logs);
                fit.listener(training::tell);
                fit.listener(event -> {
                    if (event instanceof TrainingEvent.Ended ended) {
                        end[0] = ended.end();
                        best[0] = ended.best();
                    }
                });
            });
            return new Fitting(end[0], history, curves(history, best[0]));
        }
    }

    private static void configure(Fit fit, Lesson lesson, Training training) {
        Learning learning = lesson.learning();
        fit.epochs(learning.epochs())
                .seed(learning.seed())
                .stopWhen(training.stopWhen())
                .endWhen(training.endWhen())
                .metadata(lesson.facts().toJson());
        lesson.validation().ifPresent(validation -> {
            fit.validation(validation);
            switch (learning.kept()) {
                case BEST -> fit.keepBest(Monitor.of("val_loss"));
                case LAST -> {}
            }
        });
        learning.earlyStopping().ifPresent(fit::earlyStopping);
        learning.reduceOnPlateau().ifPresent(fit::reduceOnPlateau);
        switch (learning.classWeights()) {
            case EVEN -> {}
            case BALANCED -> fit.classWeights(balanced(lesson.counts()));
        }
        lesson.checkpoints().ifPresent(kept -> {
            fit.checkpoints(kept.folder());
            training.checkpointEvery().ifPresent(fit::checkpointEvery);
            if (training.resumes()) {
                fit.resume();
            }
        });
    }

    /** The weights with which every class counts as much as any other, and a picture as much as before on the average. */
    static float[] balanced(int[] counts) {
        float all = Arrays.stream(counts).sum();
        float[] weights = new float[counts.length];
        for (int i = 0; i < counts.length; i++) {
            weights[i] = counts[i] == 0 ? 0 : all / (counts.length * (float) counts[i]);
        }
        return weights;
    }

    private static TrainingCurves curves(History history, OptionalInt best) {
        TrainingCurves curves = TrainingCurves.of(history.epochs().stream()
                .map(epoch -> TrainingCurves.Epoch.of(epoch.epoch() + 1, epoch.metrics()))
                .toList());
        return best.isPresent() ? curves.keeping(best.getAsInt() + 1) : curves;
    }
}
