package dev.glimpse.cli;

import dev.glimpse.classifier.TeachingEvent;
import dev.glimpse.classifier.evaluation.FoldScore;
import dev.glimpse.nn.train.EpochResult;
import dev.glimpse.nn.train.TrainingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A training as it is watched: a bar for a person while something lasts, and a line for what is over. */
final class TrainingView implements AutoCloseable {

    /** What is over sooner is most of all pictures that were known. */
    private static final Duration WORTH_A_LINE = Duration.ofSeconds(1);

    private static final List<String> SHOWN = List.of("loss", "accuracy", "val_loss", "val_accuracy");

    private final Screen screen;
    private final Detail detail;
    private Optional<ProgressLine> bar = Optional.empty();
    private String task = "";
    private int epochs;
    private long embeddingSince;

    /** How much is shown of a network that is taught. */
    enum Detail {
        /** A bar for each epoch, and a line when it is over. */
        EPOCHS,
        /** A bar for all of them, which goes when it is over. */
        PROGRESS
    }

    TrainingView(Screen screen, Detail detail) {
        this.screen = screen;
        this.detail = detail;
    }

    /** Shows what happens around the training of networks. */
    void accept(TeachingEvent event) {
        switch (event) {
            case TeachingEvent.Embedding embedding -> embedding(embedding);
            case TeachingEvent.Learning learning -> learning(learning);
            case TeachingEvent.TryBegan(String recipe) -> {
                close();
                task = recipe;
            }
            case TeachingEvent.TryEnded ended -> {
                say(String.format(
                        Locale.ROOT,
                        "Tried %-34s validation accuracy %5.1f %%  log loss %.4f  %s",
                        ended.recipe(),
                        100 * ended.accuracy(),
                        ended.logLoss(),
                        Durations.words(ended.duration())));
                task = "";
            }
            case TeachingEvent.Chosen(String recipe, String why) -> say("Chosen " + recipe + ": " + why);
            case TeachingEvent.FoldBegan(int number, int of) -> {
                close();
                task = "Fold " + number + " of " + of;
            }
            case TeachingEvent.FoldEnded(FoldScore fold, int of) -> {
                say(line(fold, of));
                task = "";
            }
            case TeachingEvent.Remark(String text) -> say(Failure.oneLine(text));
        }
    }

    private static String line(FoldScore fold, int of) {
        var evaluation = fold.evaluation();
        return String.format(
                Locale.ROOT,
                "Fold %" + Integer.toString(of).length()
                        + "d of %d  accuracy %5.1f %%  log loss %.4f  macro F1 %.3f  %s",
                fold.number(),
                of,
                100 * evaluation.accuracy().value(),
                evaluation.logLoss(),
                evaluation.macroAverage().f1(),
                Durations.words(fold.duration()));
    }

    private void embedding(TeachingEvent.Embedding event) {
        String name = "Looking with " + event.backbone();
        if (bar.isEmpty() || !task.equals(name)) {
            close();
            task = name;
            embeddingSince = System.nanoTime();
            bar = Optional.of(new ProgressLine(screen, name, ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED));
        }
        bar.ifPresent(line -> line.at(event.done(), OptionalLong.of(event.all())));
        if (event.done() >= event.all()) {
            close();
            task = "";
            Duration took = Duration.ofNanos(System.nanoTime() - embeddingSince);
            if (took.compareTo(WORTH_A_LINE) > 0) {
                screen.err()
                        .println(String.format(
                                Locale.ROOT,
                                "Looked at %,d pictures with %s in %s",
                                event.all(),
                                event.backbone(),
                                Durations.words(took)));
            }
        }
    }

    private void learning(TeachingEvent.Learning event) {
        String name = "Learning " + event.what();
        if (bar.isEmpty() || !task.equals(name)) {
            close();
            task = name;
            bar = Optional.of(new ProgressLine(screen, name, ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED));
        }
        bar.ifPresent(line -> line.at(event.done(), OptionalLong.of(event.all())));
        if (event.done() >= event.all()) {
            close();
            task = "";
        }
    }

    private void say(String line) {
        close();
        screen.err().println(line);
    }

    /** Shows an event. */
    void accept(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Began began -> {
                epochs = began.epochs();
                if (began.epoch() > 0 || began.batch() > 0) {
                    screen.err()
                            .println("Going on with epoch " + Math.min(began.epoch() + 1, epochs) + " of " + epochs
                                    + ", after batch " + began.batch() + " of " + began.batches() + ".");
                }
            }
            case TrainingEvent.BatchDone done -> {
                if (screen.isWatched()) {
                    draw(done);
                }
            }
            case TrainingEvent.EpochDone(EpochResult result) -> {
                if (detail == Detail.EPOCHS) {
                    say(line(result));
                }
            }
            case TrainingEvent.LearningRateReduced reduced -> {
                if (detail == Detail.EPOCHS) {
                    say(String.format(
                            Locale.ROOT, "Nothing got better: the learning rate is now %.3g.", reduced.learningRate()));
                }
            }
            case TrainingEvent.CheckpointSaved _ -> {}
            case TrainingEvent.Ended _ -> close();
        }
    }

    private void draw(TrainingEvent.BatchDone done) {
        String epoch = "Epoch " + (done.epoch() + 1) + "/" + epochs;
        String name =
                switch (detail) {
                    case EPOCHS -> epoch;
                    case PROGRESS -> task.isEmpty() ? "Learning" : task;
                };
        ProgressLine line = bar.orElseGet(
                () -> new ProgressLine(screen, name, ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED));
        bar = Optional.of(line);
        long before = detail == Detail.EPOCHS ? 0 : (long) done.epoch() * done.batches();
        long all = detail == Detail.EPOCHS ? done.batches() : (long) epochs * done.batches();
        line.at(before + done.batch(), OptionalLong.of(all));
        line.say(words(done.metrics()));
    }

    private String line(EpochResult result) {
        return String.format(
                Locale.ROOT,
                "Epoch %" + Integer.toString(epochs).length() + "d/%d  %s  %s",
                result.epoch() + 1,
                epochs,
                words(result.metrics()),
                Durations.words(result.duration()));
    }

    /** The numbers that matter, such as {@code loss 0.412  accuracy 85.1 %}. */
    static String words(Map<String, Double> metrics) {
        List<String> words = new ArrayList<>();
        for (String name : SHOWN) {
            Double value = metrics.get(name);
            if (value != null) {
                words.add(
                        name.endsWith("accuracy")
                                ? String.format(Locale.ROOT, "%s %5.1f %%", name, 100 * value)
                                : String.format(Locale.ROOT, "%s %.4f", name, value));
            }
        }
        return String.join("  ", words);
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        bar.ifPresent(ProgressLine::close);
        bar = Optional.empty();
    }
}
