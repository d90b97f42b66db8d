package dev.glimpse.classifier;

import dev.glimpse.classifier.evaluation.TrainingCurves;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.model.Model;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Schedule;
import dev.glimpse.nn.optimizer.Schedules;
import dev.glimpse.nn.train.History;
import dev.glimpse.nn.train.TrainingEvent.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Teaches a head, and then the end of its backbone with it. */
record FineTuneTeacher(FineTune recipe) implements Teacher {

    /** What a model file says about how often the front looked at each picture. */
    private static final String LOOKED = "Frozen layers ran";

    @Override
    public void requireFit(Dataset dataset) {
        EnoughPictures.require(dataset);
        var _ = Thawed.of(recipe.backbone(), recipe.layers());
    }

    @Override
    public Taught teach(Dataset dataset, Training training) {
        requireFit(dataset);
        Optional<RunFolder> folder = training.folder();
        folder.ifPresent(kept -> kept.require(training.resumes()));
        return head(dataset, training, folder)
                .map(head -> teach(dataset, training, folder, head))
                .orElseGet(FineTuneTeacher::stopped);
    }

    private static Taught stopped() {
        return new Taught.Interrupted(History.empty(), Optional.empty());
    }

    /**
     * The head, taught alone.
     *
     * @param vectors what it learnt from, if it was taught just now
     */
    private record Alone(ModelFile head, Optional<Taught.FromVectors> vectors) {}

    /** The head; one whose second phase was interrupted is read again. */
    private Optional<Alone> head(Dataset dataset, Training training, Optional<RunFolder> folder) {
        if (training.resumes() && folder.isPresent()) {
            return Optional.of(new Alone(read(folder.get()), Optional.empty()));
        }
        return switch (new HeadTeacher(recipe.head())
                .teach(dataset, training.attempt(training.endWhen(), () -> false))) {
            case Taught.Interrupted _ -> Optional.empty();
            case Taught.Finished finished -> {
                ModelFile head = finished.vectors().orElseThrow().tail();
                folder.ifPresent(kept -> write(kept.head(), head));
                yield Optional.of(new Alone(head, finished.vectors()));
            }
        };
    }

    private static ModelFile read(RunFolder folder) {
        if (!Files.exists(folder.head())) {
            throw new ClassifierException("the interrupted training kept in " + folder.folder()
                    + " is not this one: it did not begin with a head. Give --resume with the same data and options as"
                    + " before");
        }
        try {
            return ModelFiles.read(folder.head());
        } catch (IOException e) {
            throw new UncheckedIOException(folder.head() + " cannot be read", e);
        }
    }

    private static void write(Path file, ModelFile head) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            KerasArchive.write(file, head);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Taught teach(Dataset dataset, Training training, Optional<RunFolder> folder, Alone alone) {
        Thawed thawed = Thawed.of(recipe.backbone(), recipe.layers());
        Preprocessing preprocessing =
                Preprocessing.of(recipe.backbone().input()).fit(recipe.head().fit());
        TailInput.Looks looks = training.resumes() && folder.isPresent()
                ? looked(folder.get().last())
                : TailInput.looks(dataset, thawed, recipe.learning(), training);
        ModelFacts facts = ModelFacts.of(
                        new Labels.Named(dataset.labels()),
                        preprocessing,
                        TrainingFacts.of(dataset, recipe),
                        dataset.splits())
                .withAbout(LOOKED, looks.word());
        Optional<TailInput> input = training.endWhen().getAsBoolean()
                ? Optional.empty()
                : TailInput.of(dataset, recipe, thawed, looks, preprocessing, training);
        if (input.isEmpty()) {
            return training.stopWhen().getAsBoolean() ? stopped() : outOfTime(alone, facts);
        }
        ModelFile start = Joint.asTheyAre(thawed.tail(), alone.head());
        try (TailInput open = input.get();
                Model model = Model.of(start)) {
            Lesson lesson = new Lesson(
                    model,
                    recipe.learning().optimizer(optimizer(open.train().count())),
                    open.train(),
                    open.validation(),
                    dataset.counts(Split.TRAIN),
                    facts,
                    folder,
                    Lesson.Keeping.CHECKPOINTS);
            Fitting.compile(lesson);
            model.compile(model.compilation().orElseThrow().learningRateFactors(thawed.rateFactors(recipe.rates())));
            if (training.resumes()) {
                folder.ifPresent(
                        kept -> SameTraining.require(kept.last(), model.toFile().with(facts.toJson())));
            }
            Optional<Score> before = open.validation().map(model::evaluate).map(Score::of);
            before.ifPresent(
                    score -> training.tell(new TeachingEvent.Remark("The head alone: " + score.words() + ".")));
            Fitting fitting = Fitting.of(lesson, training);
            if (fitting.end() == End.INTERRUPTED) {
                return new Taught.Interrupted(fitting.history(), folder.map(RunFolder::last));
            }
            ModelFile tuned = ModelFile.of(model.architecture(), new Weights(new LinkedHashMap<>(model.weights())));
            return finished(new Outcome(thawed, alone.head(), start, tuned, facts, before, fitting), open, training);
        }
    }

    /** There was no time for the second phase. */
    private Taught outOfTime(Alone alone, ModelFacts facts) {
        return new Taught.Finished(
                Joint.of(recipe.backbone().model(), alone.head()),
                facts.withAbout("Tuned", "there was no time for it"),
                History.empty(),
                Optional.of(recipe.backbone().lastLayer()),
                alone.vectors());
    }

    /** How often the interrupted training let the front look; the disk may have other room by now. */
    private static TailInput.Looks looked(Path checkpoint) {
        try {
            String word = ModelFiles.describe(checkpoint)
                    .glimpse()
                    .path("about")
                    .path(LOOKED)
                    .asString("");
            return word.equals(TailInput.Looks.ONCE.word()) ? TailInput.Looks.ONCE : TailInput.Looks.EACH_EPOCH;
        } catch (IOException e) {
            throw new UncheckedIOException(checkpoint + " cannot be read", e);
        }
    }

    /** The optimizer with a learning rate that goes the wanted course over all steps, unless it has one of its own. */
    private Optimizer optimizer(long batches) {
        Optimizer given = recipe.learning().optimizer();
        long steps = batches * recipe.learning().epochs();
        return switch (recipe.course()) {
            case CONSTANT -> given;
            case ONE_CYCLE ->
                given.learningRate() instanceof Schedule.Constant constant && steps >= 10
                        ? given.learningRate(Schedules.oneCycle(constant.rate(), steps))
                        : given;
        };
    }

    /**
     * How good a model is on validation.
     *
     * @param accuracy 0 to 1
     */
    private record Score(double accuracy, double loss) {

        static Score of(Map<String, Double> metrics) {
            return of(metrics, "");
        }

        static Score of(Map<String, Double> metrics, String prefix) {
            return new Score(
                    metrics.getOrDefault(prefix + "accuracy", 0.0),
                    metrics.getOrDefault(prefix + "loss", Double.POSITIVE_INFINITY));
        }

        /** Whether it is more often right, or as often and surer of it; what is too sure is scaled afterwards. */
        boolean isBetterThan(Score other) {
            return accuracy > other.accuracy || (accuracy == other.accuracy && loss < other.loss);
        }

        String words() {
            return String.format(Locale.ROOT, "%.1f %% right on validation, loss %.3f", 100 * accuracy, loss);
        }
    }

    /** What came of the second phase, and what there was before. */
    private record Outcome(
            Thawed thawed,
            ModelFile head,
            ModelFile start,
            ModelFile tuned,
            ModelFacts facts,
            Optional<Score> before,
            Fitting fitting) {

        /** That of the epoch whose weights the model has. */
        Optional<Score> score() {
            TrainingCurves curves = fitting.curves();
            if (curves.epochs().isEmpty()) {
                return Optional.empty();
            }
            int epoch = curves.kept().orElse(curves.epochs().size());
            return Optional.of(Score.of(curves.epochs().get(epoch - 1).metrics(), "val_"));
        }

        /** Nothing gets worse than the head was, where that can be known. */
        boolean keepsHead() {
            return before.isPresent()
                    && score().filter(after -> after.isBetterThan(before.get())).isEmpty();
        }
    }

    private Taught finished(Outcome outcome, TailInput input, Training training) {
        ModelFacts facts = outcome.before()
                .map(score -> outcome.facts().withAbout("Head alone", score.words()))
                .orElse(outcome.facts());
        History history = outcome.fitting().history();
        TrainingCurves curves = outcome.fitting().curves();
        if (outcome.keepsHead() && recipe.learning().kept() == Learning.Kept.BEST) {
            training.tell(new TeachingEvent.Remark(
                    "Tuning made nothing better: the head alone, on the backbone as it was, is kept."));
            return done(
                    Joint.of(recipe.backbone().model(), outcome.head()),
                    facts.withAbout("Tuned", "nothing was better than the head alone")
                            .withCurves(new TrainingCurves(curves.epochs(), OptionalInt.empty())),
                    history,
                    outcome.start(),
                    input);
        }
        ModelFacts known = outcome.score()
                .filter(_ -> outcome.before().isPresent())
                .map(score -> {
                    training.tell(new TeachingEvent.Remark("Tuned: " + score.words() + "."));
                    return facts.withAbout("Tuned", score.words());
                })
                .orElse(facts);
        return done(
                outcome.thawed()
                        .front()
                        .map(front -> Joint.of(front.model(), outcome.tuned()))
                        .orElse(outcome.tuned()),
                known.withCurves(curves),
                history,
                outcome.tuned(),
                input);
    }

    private Taught done(ModelFile whole, ModelFacts facts, History history, ModelFile tail, TailInput input) {
        return new Taught.Finished(
                whole,
                facts,
                history,
                Optional.of(recipe.backbone().lastLayer()),
                input.kept().map(maps -> new Taught.FromVectors(maps, tail)));
    }
}
