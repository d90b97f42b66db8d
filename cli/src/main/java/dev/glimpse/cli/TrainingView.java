package dev.glimpse.cli;

import dev.glimpse.nn.train.EpochResult;
import dev.glimpse.nn.train.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A training as it is watched: a bar while an epoch lasts, for a person, and a line for each that is over. */
final class TrainingView implements AutoCloseable {

    private static final List<String> SHOWN = List.of("loss", "accuracy", "val_loss", "val_accuracy");

    private final Screen screen;
    private Optional<ProgressLine> bar = Optional.empty();
    private int epochs;

    TrainingView(Screen screen) {
        this.screen = screen;
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
                close();
                screen.err().println(line(result));
            }
            case TrainingEvent.LearningRateReduced reduced -> {
                close();
                screen.err()
                        .println(String.format(
                                Locale.ROOT,
                                "Nothing got better: the learning rate is now %.3g.",
                                reduced.learningRate()));
            }
            case TrainingEvent.CheckpointSaved _ -> {}
            case TrainingEvent.Ended _ -> close();
        }
    }

    private void draw(TrainingEvent.BatchDone done) {
        ProgressLine line = bar.orElseGet(() -> new ProgressLine(
                screen,
                "Epoch " + (done.epoch() + 1) + "/" + epochs,
                ProgressLine.Unit.PIECES,
                ProgressLine.AtEnd.ERASED));
        bar = Optional.of(line);
        line.at(done.batch(), OptionalLong.of(done.batches()));
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
