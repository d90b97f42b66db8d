package dev.glimpse.classifier;

import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.classifier.evaluation.TrainingCurves;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.data.stream.BatchOptions;
import dev.glimpse.data.stream.Caching;
import dev.glimpse.nn.loss.Losses;
import dev.glimpse.nn.metric.Metric;
import dev.glimpse.nn.metric.Metrics;
import dev.glimpse.nn.model.Model;
import dev.glimpse.nn.train.Fit;
import dev.glimpse.nn.train.History;
import dev.glimpse.nn.train.Monitor;
import dev.glimpse.nn.train.TrainingEvent;
import dev.glimpse.nn.train.TrainingEvent.End;
import dev.glimpse.tensor.batch.Batches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A dataset and a recipe in, a classifier out.
 *
 * {@snippet :
 * try (Dataset photos = Dataset.open(Path.of("photos")).split()) {
 *     TrainingResult result = Training.run(photos, FromScratch.of(KnownArchitecture.SMALL_CNN), training -> training
 *             .output(Path.of("birds.keras")));
 * }
 * }
 */
public final class Training {

    private Optional<Path> output = Optional.empty();
    private Resume resume = Resume.NO;
    private OptionalInt checkpointEvery = OptionalInt.empty();
    private Histograms histograms = Histograms.NO;
    private BooleanSupplier stopWhen = () -> false;
    private Caching caching = BatchOptions.usual().caching();
    private Strictness strictness = Strictness.SKIP;
    private Consumer<Unreadable> unreadable = _ -> {};
    private final List<Consumer<TrainingEvent>> listeners = new ArrayList<>();

    private enum Resume {
        NO,
        YES
    }

    private enum Histograms {
        NO,
        YES
    }

    private Training() {}

    /**
     * Where the classifier goes when it is taught; checkpoints, {@code history.csv} and TensorBoard's files go into a folder
     * beside it with the ending {@code .run}. Without it nothing is written.
     */
    public Training output(Path file) {
        this.output = Optional.of(file);
        return this;
    }

    /** Goes on from the last checkpoint of an interrupted training with this output. */
    public Training resume() {
        this.resume = Resume.YES;
        return this;
    }

    /** Keeps the model after every n-th epoch as well. */
    public Training checkpointEvery(int epochs) {
        this.checkpointEvery = OptionalInt.of(epochs);
        return this;
    }

    /** Writes histograms of the weights into TensorBoard's files after each epoch. */
    public Training histograms() {
        this.histograms = Histograms.YES;
        return this;
    }

    /** Asked after each batch whether to stop there. */
    public Training stopWhen(BooleanSupplier condition) {
        this.stopWhen = condition;
        return this;
    }

    /** Where decoded pictures are kept between epochs; in memory where all fit into 64 MB, unless told. */
    public Training caching(Caching chosen) {
        this.caching = chosen;
        return this;
    }

    /** Ends with an error where a picture cannot be decoded, instead of leaving it out. */
    public Training strict() {
        this.strictness = Strictness.REFUSE;
        return this;
    }

    /** Is told of each picture that is left out because it cannot be decoded, once. */
    public Training unreadable(Consumer<Unreadable> listener) {
        this.unreadable = listener;
        return this;
    }

    /** Tells what happens, on the thread that trains. */
    public Training listener(Consumer<TrainingEvent> listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Checks that the output can be written, and that nothing is lost by beginning there: what {@link #run} does first,
     * for those who have long work to do before.
     *
     * @throws ClassifierException if not
     */
    public static void requireOutput(Consumer<Training> options) {
        Training training = new Training();
        options.accept(training);
        training.output.map(RunFolder::of).ifPresent(folder -> folder.require(training.resume == Resume.YES));
    }

    /**
     * Checks that a recipe fits a dataset: what {@link #run} does first, for those who tell of it before.
     *
     * @throws ClassifierException if not
     * @throws dev.glimpse.nn.NnException if its layers do not fit each other or the pictures
     */
    public static void requireFit(Dataset dataset, Recipe recipe) {
        switch (recipe) {
            case NetworkRecipe<?> network -> {
                var _ = Beginning.of(dataset, network);
            }
        }
    }

    /**
     * Teaches a classifier.
     *
     * @param dataset with splits; it learns from one, is steered by another if there is one, and judged by the last
     * @throws ClassifierException if the recipe does not fit the dataset
     * @throws dev.glimpse.nn.NnException if shapes do not fit, or another training uses the same output
     */
    public static TrainingResult run(Dataset dataset, Recipe recipe, Consumer<Training> options) {
        Training training = new Training();
        options.accept(training);
        return switch (recipe) {
            case NetworkRecipe<?> network -> training.teach(Beginning.of(dataset, network), network);
        };
    }

    private TrainingResult teach(Beginning beginning, NetworkRecipe<?> recipe) {
        Dataset dataset = beginning.dataset();
        Learning learning = recipe.learning();
        Preprocessing preprocessing = beginning.preprocessing();
        ModelFacts facts = new ModelFacts(
                new Labels.Named(dataset.labels()),
                preprocessing,
                TrainingFacts.of(dataset, recipe),
                beginning.splits(),
                Optional.empty());
        Optional<RunFolder> folder = output.map(RunFolder::of);
        folder.ifPresent(kept -> kept.require(resume == Resume.YES));
        Model model = beginning.model(learning.seed());
        try {
            List<Metric> metrics = new ArrayList<>(List.of(Metrics.accuracy()));
            if (dataset.labels().size() > 5) {
                metrics.add(Metrics.topK(5));
            }
            model.compile(
                    learning.optimizer(),
                    Losses.categoricalCrossentropy().labelSmoothing(learning.labelSmoothing()),
                    metrics.toArray(Metric[]::new));
            beginning.optimizer().ifPresent(model::restore);
            if (resume == Resume.YES) {
                folder.ifPresent(
                        kept -> SameTraining.require(kept.last(), model.toFile().with(facts.toJson())));
            }
            End[] end = {End.COMPLETED};
            OptionalInt[] best = {OptionalInt.empty()};
            History history;
            try (RunLogs logs =
                    new RunLogs(folder, histograms == Histograms.YES ? Optional.of(model) : Optional.empty())) {
                history = model.fit(train(dataset, learning, preprocessing), fit -> {
                    configure(fit, dataset, learning, facts);
                    folder.ifPresent(kept -> fit.checkpoints(kept.folder()));
                    fit.listener(logs);
                    listeners.forEach(fit::listener);
                    fit.listener(event -> {
                        if (event instanceof TrainingEvent.Ended ended) {
                            end[0] = ended.end();
                            best[0] = ended.best();
                        }
                    });
                });
            }
            if (end[0] == End.INTERRUPTED) {
                model.close();
                return new TrainingResult.Interrupted(
                        history, folder.map(RunFolder::last).orElse(Path.of("")));
            }
            return finish(model, facts.withCurves(curves(history, best[0])), history, dataset, folder);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    private TrainingResult finish(
            Model model, ModelFacts facts, History history, Dataset dataset, Optional<RunFolder> folder) {
        Classifier classifier = Classifier.of(model, facts);
        Optional<Report> report = Optional.empty();
        if (dataset.size(Split.TEST) > 0) {
            String name = output.map(path -> path.getFileName().toString()).orElse("the classifier");
            report = Optional.of(classifier.evaluate(dataset, name, judging -> judging.part(Judging.Part.TEST)));
            var accuracy = report.get().evaluation().accuracy();
            classifier = classifier.with(facts.withAbout(
                    "Test accuracy",
                    String.format(Locale.ROOT, "%.1f %% of %d pictures", 100 * accuracy.value(), accuracy.of())));
        }
        Classifier taught = classifier;
        output.ifPresent(taught::save);
        folder.ifPresent(RunFolder::finished);
        return new TrainingResult.Trained(taught, history, report);
    }

    private void configure(Fit fit, Dataset dataset, Learning learning, ModelFacts facts) {
        fit.epochs(learning.epochs()).seed(learning.seed()).stopWhen(stopWhen).metadata(facts.toJson());
        if (dataset.size(Split.VALIDATION) > 0) {
            fit.validation(dataset.batches(
                    Split.VALIDATION, facts.preprocessing().resize(), batch -> batch.size(learning.batchSize())
                            .channels(facts.preprocessing().channels())
                            .caching(caching)
                            .strictness(strictness)
                            .unreadable(unreadable)));
            fit.keepBest(Monitor.of("val_loss"));
        }
        learning.earlyStopping().ifPresent(fit::earlyStopping);
        learning.reduceOnPlateau().ifPresent(fit::reduceOnPlateau);
        checkpointEvery.ifPresent(fit::checkpointEvery);
        switch (learning.classWeights()) {
            case EVEN -> {}
            case BALANCED -> fit.classWeights(balanced(dataset));
        }
        if (resume == Resume.YES) {
            fit.resume();
        }
    }

    private Batches train(Dataset dataset, Learning learning, Preprocessing preprocessing) {
        return dataset.batches(Split.TRAIN, preprocessing.resize(), batch -> {
            BatchOptions learnt = batch.size(learning.batchSize())
                    .channels(preprocessing.channels())
                    .caching(caching)
                    .strictness(strictness)
                    .unreadable(unreadable);
            return learning.augmentation().map(learnt::augment).orElse(learnt);
        });
    }

    /** The weights with which every class counts as much as any other, and a picture as much as before on the average. */
    private static float[] balanced(Dataset dataset) {
        int[] counts = dataset.counts(Split.TRAIN);
        float[] weights = new float[counts.length];
        for (int i = 0; i < counts.length; i++) {
            weights[i] = counts[i] == 0 ? 0 : (float) dataset.size(Split.TRAIN) / (counts.length * (float) counts[i]);
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
