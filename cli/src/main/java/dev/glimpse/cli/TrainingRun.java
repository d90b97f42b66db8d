package dev.glimpse.cli;

import dev.glimpse.classifier.Auto;
import dev.glimpse.classifier.Classical;
import dev.glimpse.classifier.FineTune;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Linear;
import dev.glimpse.classifier.Neighbours;
import dev.glimpse.classifier.NetworkRecipe;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.train.EpochResult;
import dev.glimpse.nn.train.History;
import dev.glimpse.nn.train.TrainingEvent;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One training on a screen: it is watched, can be stopped with Ctrl-C, and says how it came out. */
final class TrainingRun {

    private final Screen screen;
    private final Path output;
    private final String resumeCommand;
    private Optional<Path> checkpoint = Optional.empty();
    private OptionalInt exitCode = OptionalInt.empty();

    /**
     * A training that is about to begin.
     *
     * @param output the model file that it makes
     * @param resumeCommand what to type to go on with it
     */
    TrainingRun(Screen screen, Path output, String resumeCommand) {
        this.screen = screen;
        this.output = output;
        this.resumeCommand = resumeCommand;
    }

    /** What the command ends with: 0, or that of a signal that came. */
    int exitCode() {
        return exitCode.orElse(0);
    }

    /** Trains. */
    TrainingResult of(
            Dataset dataset,
            Recipe recipe,
            Optional<Path> eventsFile,
            EventsFile.Mode mode,
            Consumer<Training> options) {
        Training.requireFit(dataset, recipe);
        introduce(dataset, recipe);
        try (Interruption interruption = Interruption.listen(
                        () -> screen.err().println("\nStopping after this batch; Ctrl-C again ends it at once."));
                TrainingView view = new TrainingView(screen, detail(recipe));
                OpenEvents events = OpenEvents.of(eventsFile, mode, Optional.of(output))) {
            try {
                TrainingResult result = Training.run(dataset, recipe, training -> {
                    options.accept(training);
                    training.stopWhen(interruption::came)
                            .listener(view::accept)
                            .listener(this::remember)
                            .listener(event -> events.file().ifPresent(file -> file.accept(event)))
                            .watch(view::accept)
                            .watch(event -> events.file().ifPresent(file -> file.accept(event)));
                });
                events.file().ifPresent(file -> file.ended(result));
                exitCode = interruption.exitCode();
                if (result instanceof TrainingResult.Interrupted interrupted) {
                    view.close();
                    screen.err()
                            .println(interrupted
                                    .checkpoint()
                                    .map(kept -> "Stopped; everything is kept in " + kept + ". Resume with:\n  "
                                            + resumeCommand)
                                    .orElse("Stopped. What was seen in your pictures is kept: the same command"
                                            + " again goes on from there."));
                }
                return result;
            } catch (RuntimeException e) {
                view.close();
                if (e instanceof UncheckedIOException) {
                    checkpoint.ifPresent(file -> screen.err()
                            .println("The last checkpoint is whole: " + file + ". Resume with:\n  " + resumeCommand));
                }
                events.failed(e);
                throw e;
            }
        }
    }

    private void remember(TrainingEvent event) {
        if (event instanceof TrainingEvent.CheckpointSaved saved) {
            checkpoint = Optional.of(saved.file());
        }
    }

    /** A head is taught in seconds: what happens in each of its epochs is of no interest, nor in those of many tries. */
    private static TrainingView.Detail detail(Recipe recipe) {
        return switch (recipe) {
            case NetworkRecipe<?> _, FineTune _ -> TrainingView.Detail.EPOCHS;
            case Head _, Linear _, Neighbours _, Classical _, Auto _ -> TrainingView.Detail.PROGRESS;
        };
    }

    private void introduce(Dataset dataset, Recipe recipe) {
        screen.out().println(RecipeWords.of(recipe));
        screen.out()
                .println("Pictures  " + dataset.size(Split.TRAIN) + " to learn from, " + dataset.size(Split.VALIDATION)
                        + " to choose the best by, " + dataset.size(Split.TEST) + " to judge by; "
                        + dataset.labels().size() + " classes");
        screen.out().flush();
    }

    /** Prints how good the classifier is and where it is. */
    void print(TrainingResult.Trained trained) {
        History history = trained.history();
        best(history).ifPresent(best -> screen.out()
                .println("Best      epoch " + (best.epoch() + 1) + " of " + history.size() + ": "
                        + TrainingView.words(best.metrics())));
        screen.out().println();
        trained.report()
                .ifPresentOrElse(
                        report -> screen.out().print(report.text(screen.columns())),
                        () -> unjudged(trained.classifier().about()));
        screen.out().println("\nSaved in " + output);
    }

    private void unjudged(Map<String, String> about) {
        for (String fact : List.of("Temperature", "None of these")) {
            Optional.ofNullable(about.get(fact)).ifPresent(words -> screen.out().println(fact + ": " + words));
        }
        screen.out().println("There are no pictures to judge it by: keep some with --test 0.15.");
    }

    private static Optional<EpochResult> best(History history) {
        for (String name : List.of("val_loss", "loss")) {
            if (history.metrics().contains(name)) {
                return Optional.of(history.best(name));
            }
        }
        return Optional.empty();
    }
}
