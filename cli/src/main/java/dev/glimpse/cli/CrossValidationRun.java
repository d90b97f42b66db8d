package dev.glimpse.cli;

import dev.glimpse.classifier.CrossValidated;
import dev.glimpse.classifier.CrossValidation;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.evaluation.FoldScore;
import dev.glimpse.classifier.evaluation.FoldScores;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.data.Folds;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One cross-validation on a screen: it is watched, can be stopped with Ctrl-C, and says how far it was. */
final class CrossValidationRun {

    private final Screen screen;
    private final CrossValidationOptions options;
    private OptionalInt exitCode = OptionalInt.empty();

    CrossValidationRun(Screen screen, CrossValidationOptions options) {
        this.screen = screen;
        this.options = options;
    }

    /** What the command ends with: 0, or that of a signal that came. */
    int exitCode() {
        return exitCode.orElse(0);
    }

    /** Goes through the folds; nothing if it was stopped. */
    Optional<FoldScores> of(Folds folds, Recipe recipe, Optional<Path> eventsFile, Consumer<Training> training) {
        CrossValidation.requireFit(folds, recipe);
        introduce(folds, recipe);
        try (Interruption interruption = Interruption.listen(
                        () -> screen.err().println("\nStopping after this batch; Ctrl-C again ends it at once."));
                TrainingView view = new TrainingView(screen, TrainingView.Detail.PROGRESS);
                OpenEvents events = OpenEvents.of(eventsFile, EventsFile.Mode.NEW, Optional.empty())) {
            try {
                CrossValidated result = CrossValidation.run(folds, recipe, told -> {
                    training.accept(told);
                    told.stopWhen(interruption::came)
                            .listener(view::accept)
                            .listener(event -> events.file().ifPresent(file -> file.accept(event)))
                            .watch(view::accept)
                            .watch(event -> events.file().ifPresent(file -> file.accept(event)));
                });
                events.file().ifPresent(file -> file.ended(result));
                exitCode = interruption.exitCode();
                view.close();
                return switch (result) {
                    case CrossValidated.Completed(FoldScores scores, Report report) -> {
                        options.print(screen, report);
                        yield Optional.of(scores);
                    }
                    case CrossValidated.Interrupted(List<FoldScore> done, int of) -> {
                        screen.err().println(howFar(done, of));
                        yield Optional.empty();
                    }
                };
            } catch (RuntimeException e) {
                view.close();
                events.failed(e);
                throw e;
            }
        }
    }

    private static String howFar(List<FoldScore> done, int of) {
        return done.isEmpty()
                ? "Stopped in fold 1 of " + of + "; none is over yet."
                : "Stopped in fold " + (done.size() + 1) + " of " + of + ". Accuracy so far: "
                        + new FoldScores(done).words() + ".";
    }

    private void introduce(Folds folds, Recipe recipe) {
        PrintStream out = options.isJson() ? screen.err() : screen.out();
        out.println(RecipeWords.of(recipe));
        out.println(String.format(
                Locale.ROOT,
                "Pictures  %d in %d folds; of those outside of a fold %.3g %% to choose the best by; %d classes",
                folds.pictures().size(),
                folds.count(),
                100 * folds.options().validation(),
                folds.pictures().labels().size()));
        out.flush();
    }
}
