package dev.glimpse.classifier;

import dev.glimpse.classifier.confidence.Sureness;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.classifier.evaluation.Proportion;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.classifier.evaluation.Unknowns;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.data.stream.BatchOptions;
import dev.glimpse.data.stream.Caching;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.nn.train.History;
import dev.glimpse.nn.train.TrainingEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
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
    private BooleanSupplier endWhen = () -> false;
    private Caching caching = BatchOptions.usual().caching();
    private Strictness strictness = Strictness.SKIP;
    private Consumer<Unreadable> unreadable = _ -> {};
    private Optional<EmbeddingStore> embeddings = Optional.empty();
    private double ownLost = 0.05;
    private final List<Consumer<TrainingEvent>> listeners = new ArrayList<>();
    private final List<Consumer<TeachingEvent>> watchers = new ArrayList<>();
    private final SequencedMap<String, String> facts = new LinkedHashMap<>();
    private KnownVectors known = new KnownVectors();
    private Optional<Dataset> whole = Optional.empty();
    private Map<VisualWordsLearning.Wanted, Describer> describers = new HashMap<>();

    private enum Resume {
        NO,
        YES
    }

    private enum Histograms {
        NO,
        YES
    }

    Training() {}

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

    /** Tells what happens around the training of networks: pictures embedded, recipes tried. */
    public Training watch(Consumer<TeachingEvent> watcher) {
        watchers.add(watcher);
        return this;
    }

    /**
     * The share of the classifier's own pictures that may be lost to "none of these": the more, the more pictures of other
     * things are told. 0.05 unless told.
     *
     * @throws ClassifierException if it is not 0 to below 1
     */
    public Training ownLost(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new ClassifierException("the share of own pictures that may be lost is 0 to below 1, got " + share);
        }
        this.ownLost = share;
        return this;
    }

    /** Something more for people to know, which is written into the model file. */
    public Training fact(String name, String value) {
        facts.put(name, value);
        return this;
    }

    /** Where vectors of pictures are kept; in the user's cache folder unless told. */
    public Training embeddings(EmbeddingStore store) {
        this.embeddings = Optional.of(store);
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
        teacher(recipe).requireFit(dataset);
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
        return training.teach(dataset, recipe);
    }

    /** Teaches, makes honest, judges and saves. */
    TrainingResult teach(Dataset dataset, Recipe recipe) {
        EnoughPictures.remarks(dataset).forEach(text -> tell(new TeachingEvent.Remark(text)));
        return switch (teacher(recipe).teach(dataset, this)) {
            case Taught.Finished finished -> finish(dataset, finished);
            case Taught.Interrupted(History history, Optional<Path> checkpoint) ->
                new TrainingResult.Interrupted(history, checkpoint);
        };
    }

    /** Who carries a recipe out. */
    static Teacher teacher(Recipe recipe) {
        return switch (recipe) {
            case NetworkRecipe<?> network -> new NetworkTeacher(network);
            case Head head -> new HeadTeacher(head);
            case Linear linear -> new LinearTeacher(linear);
            case Neighbours neighbours -> new NeighboursTeacher(neighbours);
            case Classical classical -> new ClassicalTeacher(classical);
            case FineTune fineTune -> new FineTuneTeacher(fineTune);
            case Auto auto -> new AutoTeacher(auto);
        };
    }

    /** Makes what was taught honest, judges it, and saves it. */
    private TrainingResult finish(Dataset dataset, Taught.Finished taught) {
        Taught.Finished honest = told(Confidence.of(dataset, taught, this));
        Classifier classifier = Classifier.of(honest.model(), honest.facts());
        try {
            Optional<Report> report = Optional.empty();
            if (dataset.size(Split.TEST) > 0) {
                String name = output.map(path -> path.getFileName().toString()).orElse("the classifier");
                report = Optional.of(classifier.evaluate(dataset, name, judging -> {
                    judging.part(Judging.Part.TEST);
                    honest.vectors().map(AnswerSource.Remembering::new).ifPresent(judging::from);
                }));
                classifier = classifier.with(judged(honest.facts(), report.get()));
            }
            output.ifPresent(classifier::save);
            folder().ifPresent(RunFolder::finished);
            return new TrainingResult.Trained(classifier, honest.history(), report);
        } catch (RuntimeException | Error e) {
            classifier.close();
            throw e;
        }
    }

    private Taught.Finished told(Taught.Finished honest) {
        ModelFacts more = honest.facts();
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            more = more.withAbout(fact.getKey(), fact.getValue());
        }
        return honest.with(more);
    }

    /** What a model file says of the pictures that nothing was chosen by. */
    static ModelFacts judged(ModelFacts facts, Report report) {
        var accuracy = report.evaluation().accuracy();
        ModelFacts judged = facts.withAbout(
                "Test accuracy",
                String.format(Locale.ROOT, "%.1f %% of %d pictures", 100 * accuracy.value(), accuracy.of()));
        Sureness now = Sureness.of(report.evaluation());
        judged = judged.withAbout(
                "Test calibration",
                report.unscaled()
                                .map(before -> String.format(
                                        Locale.ROOT,
                                        "error %.1f %%, log loss %.4f before the temperature; ",
                                        100 * before.calibrationError(),
                                        before.logLoss()))
                                .orElse("")
                        + String.format(
                                Locale.ROOT,
                                "error %.1f %%, log loss %.4f",
                                100 * now.calibrationError(),
                                now.logLoss()));
        Optional<Proportion> lost = report.unknowns().flatMap(Unknowns::lost);
        return lost.isEmpty()
                ? judged
                : judged.withAbout(
                        "Test pictures lost",
                        String.format(
                                Locale.ROOT,
                                "%d of %d (%.1f %%) to none of these",
                                lost.get().hits(),
                                lost.get().of(),
                                100 * lost.get().value()));
    }

    /** One round of a cross-validation: it writes nothing and shares the vectors of this training. */
    Training fold(Consumer<Unreadable> broken, Consumer<TeachingEvent> watcher) {
        Training fold = attempt(endWhen, () -> false);
        fold.unreadable = broken;
        fold.watchers.clear();
        fold.watchers.add(watcher);
        return fold;
    }

    /** Where checkpoints and logs go, if anything is written. */
    Optional<RunFolder> folder() {
        return output.map(RunFolder::of);
    }

    /** Whether it goes on with an interrupted training. */
    boolean resumes() {
        return resume == Resume.YES;
    }

    OptionalInt checkpointEvery() {
        return checkpointEvery;
    }

    boolean drawsHistograms() {
        return histograms == Histograms.YES;
    }

    /** Asked after each batch whether to stop there. */
    BooleanSupplier stopWhen() {
        return stopWhen;
    }

    /** Asked after each batch whether there is no time for more: then what is taught ends with the best so far. */
    BooleanSupplier endWhen() {
        return endWhen;
    }

    /**
     * One try of several: it writes nothing, shares the vectors of this training, and ends when it is told to.
     *
     * @param over asked after each batch whether there is no time for more: then it ends with the best so far
     * @param givenUp asked after each batch whether it is to be given up, as it is when this training is asked to stop
     */
    Training attempt(BooleanSupplier over, BooleanSupplier givenUp) {
        BooleanSupplier stop = stopWhen;
        Training attempt = new Training();
        attempt.stopWhen = () -> stop.getAsBoolean() || givenUp.getAsBoolean();
        attempt.endWhen = over;
        attempt.caching = caching;
        attempt.strictness = strictness;
        attempt.unreadable = unreadable;
        attempt.embeddings = embeddings;
        attempt.ownLost = ownLost;
        attempt.listeners.addAll(listeners);
        attempt.watchers.addAll(watchers);
        attempt.known = known;
        attempt.whole = whole;
        attempt.describers = describers;
        return attempt;
    }

    /** Says that attempts learn from parts of these pictures, so that the vectors of all of them are computed at once. */
    Training partsOf(Dataset pictures) {
        this.whole = Optional.of(pictures);
        return this;
    }

    /** The pictures of which attempts learn from a part, if they do. */
    Optional<Dataset> whole() {
        return whole;
    }

    /** The vectors that were computed in it, so that each picture is embedded once even where they cannot be kept. */
    KnownVectors known() {
        return known;
    }

    /** The visual words that were learnt in it. */
    Map<VisualWordsLearning.Wanted, Describer> describers() {
        return describers;
    }

    /** Where vectors of pictures are kept. */
    EmbeddingStore embeddings() {
        return embeddings.orElseGet(EmbeddingStore::ofUser);
    }

    /** The share of own pictures that may be lost to "none of these". */
    double ownLost() {
        return ownLost;
    }

    /** Batches of pictures with what was told about them. */
    BatchOptions pictures(BatchOptions batch) {
        return batch.caching(caching).strictness(strictness).unreadable(unreadable);
    }

    Strictness strictness() {
        return strictness;
    }

    Consumer<Unreadable> unreadable() {
        return unreadable;
    }

    /** Tells all who listen what happens in a network that is taught. */
    void tell(TrainingEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    /** Tells all who watch what happens around it. */
    void tell(TeachingEvent event) {
        watchers.forEach(watcher -> watcher.accept(event));
    }
}
