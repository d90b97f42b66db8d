package dev.glimpse.classifier;

import dev.glimpse.classifier.confidence.Scaling;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.classifier.evaluation.TrainingCurves;
import dev.glimpse.classifier.run.Runner;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.split.Splits;
import dev.glimpse.image.Picture;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.Zoo;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A model with its labels and its way to look at pictures: a picture in, labels with probabilities out.
 *
 * {@snippet :
 * try (var birds = Classifier.load(Path.of("birds.keras"))) {
 *     Prediction seen = birds.predict(Path.of("garden.jpg"));
 *     seen.top(3).forEach(guess -> out.println(guess.label() + " " + guess.probability()));
 * }
 * }
 *
 * <p>Any number of threads may ask it, and {@link #add} to it, at the same time. It holds native memory until it is closed.
 */
public final class Classifier implements AutoCloseable {

    /** Parameters from which on a second copy of them matters: 64 MB. */
    private static final long LARGE = 16 << 20;

    private final Architecture architecture;
    private final Runner runner;
    private final Whole whole;
    private final boolean foreign;
    private final Object adding = new Object();

    /** Grows when a sample is added; whoever answers takes one state of it for all that he says. */
    private volatile ModelFacts facts;

    private Classifier(Architecture architecture, Runner runner, Whole whole, ModelFacts facts, boolean foreign) {
        this.architecture = architecture;
        this.runner = runner;
        this.whole = whole;
        this.facts = facts;
        this.foreign = foreign;
    }

    /** A classifier that was just taught. */
    static Classifier of(ModelFile model, ModelFacts facts) {
        return new Classifier(
                model.architecture(),
                runner(model, facts, () -> asked(model, facts)).get(),
                new Whole.Taught(model),
                facts,
                false);
    }

    private static Supplier<Runner> runner(ModelFile model, ModelFacts facts, Supplier<ModelFile> again) {
        return Runner.of(asked(model, facts), facts.answering().describers(), again);
    }

    /** The model with all the outputs that are needed to answer; for a learner that is a picture's vector, and nothing else. */
    private static ModelFile asked(ModelFile model, ModelFacts facts) {
        return facts.unknown()
                .filter(_ -> !(facts.answering() instanceof Answering.ByLearner))
                .flatMap(UnknownRule::layer)
                .map(layer -> ModelFile.of(model.architecture().tapped(List.of(layer)), model.weights()))
                .orElse(model);
    }

    /**
     * The classifier in a file.
     *
     * <p>A file that says nothing about labels and pictures, because others wrote it or Keras saved it again, is opened as
     * well: its labels are then the numbers of its outputs, and pictures are squashed to its size and stay 0 to 255.
     *
     * @throws dev.glimpse.nn.NnException if there is no such file, or what it holds is not supported
     * @throws ClassifierException if the model does not take pictures
     */
    public static Classifier load(Path file) {
        return load(file, _ -> {});
    }

    /**
     * The classifier in a file that does not say everything: {@code open -> open.labels(names).preprocessing(PixelMode.TF)}.
     *
     * @throws dev.glimpse.nn.NnException if there is no such file, or what it holds is not supported
     * @throws ClassifierException if the model does not take pictures, or what is said does not fit it
     */
    public static Classifier load(Path file, Consumer<Opening> options) {
        Opening said = new Opening();
        options.accept(said);
        Whole.Saved whole = Whole.Saved.of(file, said);
        Prepared prepared = prepared(OpenedModel.read(file, said), whole);
        if (prepared.architecture().parameterCount().total() > LARGE) {
            // Otherwise the weights as they were read would still lie there while ONNX Runtime makes its own copy.
            System.gc();
        }
        return new Classifier(
                prepared.architecture(), prepared.runner().get(), whole, prepared.facts(), prepared.foreign());
    }

    /**
     * A known network with its published weights: it tells ImageNet's thousand classes apart.
     *
     * @throws dev.glimpse.zoo.ZooException if its weights are not in the zoo, or are damaged
     */
    public static Classifier pretrained(Zoo zoo, KnownNetwork network) {
        return load(zoo.classifierFile(network), open -> open.pretrained(network));
    }

    /** A classifier that is about to be opened, without the weights as they were read. */
    private record Prepared(Architecture architecture, Supplier<Runner> runner, ModelFacts facts, boolean foreign) {}

    private static Prepared prepared(OpenedModel opened, Whole again) {
        return new Prepared(
                opened.model().architecture(),
                runner(opened.model(), opened.facts(), () -> asked(again.read(), opened.facts())),
                opened.facts(),
                opened.origin() == OpenedModel.Origin.FOREIGN);
    }

    /**
     * What the classifier in a file would be made of, with the layers that what is said puts before and behind; the engine
     * is not needed.
     *
     * @throws dev.glimpse.nn.NnException if there is no such file, or what it holds is not supported
     * @throws ClassifierException if the model does not take pictures, or what is said does not fit it
     */
    public static Architecture describe(Path file, Consumer<Opening> options) {
        Opening said = new Opening();
        options.accept(said);
        return OpenedModel.read(file, said).model().architecture();
    }

    /** The labels, in the order of the model's outputs; numbers from 0 if the file did not name them. */
    public List<String> labels() {
        return facts.labels();
    }

    /** Whether the labels are names, not the numbers of outputs that nobody has named. */
    public boolean isNamed() {
        return facts.naming() instanceof Labels.Named;
    }

    /** Whether the file says nothing about labels and pictures, because Glimpse did not write it. */
    public boolean isForeign() {
        return foreign;
    }

    /** How a picture becomes what the model takes; of an ensemble that sees it in several ways, the first of {@link #views}. */
    public Preprocessing preprocessing() {
        return facts.preprocessing();
    }

    /** How a picture becomes what the model takes, in all ways. */
    public Views views() {
        return facts.views();
    }

    /** How the classifier came to be, name by name, for people. */
    public SequencedMap<String, String> about() {
        return facts.about();
    }

    /** How its training went, if it is recorded. */
    public Optional<TrainingCurves> curves() {
        return facts.curves();
    }

    /** What became of its probabilities once it was taught; nothing if Glimpse did not teach it. */
    public Optional<Scaling> scaling() {
        return facts.scaling();
    }

    /** Whether it tells pictures of other things from its own: {@link Prediction#isUnknown}. */
    public boolean tellsUnknown() {
        return facts.unknown().isPresent();
    }

    /** Which picture had which split when the classifier was taught; samples that were added since are some to learn from. */
    public Splits splits() {
        return facts.splitsWithSamples();
    }

    /** How many samples of each label it compares with, in the order of the labels; none if it answers by layers alone. */
    public Optional<int[]> samples() {
        return switch (facts.answering()) {
            case Answering.ByLayers(), Answering.ByLearner _, Answering.ByMembers _ -> Optional.empty();
            case Answering.ByNeighbours neighbours ->
                Optional.of(neighbours.counts().clone());
        };
    }

    /** What the model is made of. */
    public Architecture architecture() {
        return architecture;
    }

    /**
     * What the classifier sees in a file.
     *
     * @throws dev.glimpse.image.ImageException if it is no readable picture
     */
    public Prediction predict(Path file) {
        return predictSeen(List.of(views().read(file))).getFirst();
    }

    /**
     * What the classifier sees in the bytes of a file.
     *
     * @param name what messages call it
     * @throws dev.glimpse.image.ImageException if it is no readable picture
     */
    public Prediction predict(byte[] file, String name) {
        return predictSeen(List.of(views().decode(file, name))).getFirst();
    }

    /** What the classifier sees in a picture. */
    public Prediction predict(Picture picture) {
        return predict(List.of(picture)).getFirst();
    }

    /** What the classifier sees in each of some pictures, all computed together. */
    public List<Prediction> predict(List<Picture> pictures) {
        return predictSeen(pictures.stream().map(views()::apply).toList());
    }

    /** What the classifier sees in each of some pictures that are as {@link #views} makes them, all computed together. */
    public List<Prediction> predictSeen(List<Views.Seen> pictures) {
        ModelFacts known = facts;
        List<String> labels = known.labels();
        return answersOf(known, runner.run(known.views().inputs(pictures))).stream()
                .map(answer -> Prediction.of(labels, answer))
                .toList();
    }

    /** What it makes of each of some pictures that have been brought to its size, an array for each of its inputs. */
    List<Answer> answers(List<NdArray> inputs) {
        return answersOf(facts, runner.run(inputs));
    }

    /** What it makes of pictures for which its outputs are these; the vectors come last where it looks at them. */
    List<Answer> answersOf(List<NdArray.Floats> outputs) {
        return answersOf(facts, outputs);
    }

    private static List<Answer> answersOf(ModelFacts known, List<NdArray.Floats> outputs) {
        int count = outputs.getFirst().shape().size(0);
        List<Answering.Weighed> weighed = known.answering().of(outputs);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var evidence = new UnknownRule.Evidence(weighed.get(i), Answering.row(outputs.getLast(), i));
            answers.add(new Answer(
                    evidence.weighed().probabilities(), known.unknown().map(rule -> rule.of(evidence))));
        }
        return answers;
    }

    /** How good the classifier is on pictures of a dataset that it did not learn from; see {@link Judging}. */
    public Report evaluate(Dataset dataset, String name) {
        return evaluate(dataset, name, _ -> {});
    }

    /**
     * How good the classifier is on pictures of a dataset.
     *
     * @param name what the report calls the model
     * @throws dev.glimpse.data.item.DataException if the dataset has a label that the classifier does not have
     * @throws dev.glimpse.classifier.evaluation.EvaluationException if there are no pictures to judge by
     */
    public Report evaluate(Dataset dataset, String name, Consumer<Judging> options) {
        Judging judging = new Judging();
        options.accept(judging);
        // What is added meanwhile would change the labels under it.
        return judging.report(with(facts), dataset, name);
    }

    /**
     * Takes a picture in a file as one more sample of a label, at once, for a classifier that compares with samples (recipe
     * {@code knn}).
     *
     * <p>A label that it does not know yet becomes its last one. A file that is a sample already counts once, and gets this label.
     * Pictures that the classifier is judged by stay that, by the splits that were recorded. Any number of threads may ask
     * meanwhile; {@link #save} makes it last.
     *
     * @throws dev.glimpse.image.ImageException if it is no readable picture
     * @throws ClassifierException if the classifier has learnt by another recipe, or the label is blank
     */
    public Addition add(Path file, String label) {
        SampleBook.require(facts);
        Picture picture = preprocessing().read(file);
        try {
            return add(picture, ContentHash.of(Files.readAllBytes(file)), label);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /**
     * Takes a picture in the bytes of a file as one more sample, as {@link #add(Path, String)} does.
     *
     * @param name what messages call it
     * @throws dev.glimpse.image.ImageException if it is no readable picture
     * @throws ClassifierException if the classifier has learnt by another recipe, or the label is blank
     */
    public Addition add(byte[] file, String name, String label) {
        SampleBook.require(facts);
        return add(preprocessing().decode(file, name), ContentHash.of(file), label);
    }

    /**
     * Takes a picture as one more sample, as {@link #add(Path, String)} does; it is known again by its pixels as the model sees
     * them.
     *
     * @throws ClassifierException if the classifier has learnt by another recipe, or the label is blank
     */
    public Addition add(Picture picture, String label) {
        SampleBook.require(facts);
        Picture seen = preprocessing().apply(picture);
        return add(seen, ContentHash.of(seen.pixels()), label);
    }

    /**
     * Checks that samples can be added.
     *
     * @throws ClassifierException if the classifier has learnt by another recipe; the message says what to do instead
     */
    public void requireSamples() {
        SampleBook.require(facts);
    }

    private Addition add(Picture picture, ContentHash hash, String label) {
        // Only what is new is looked at, and while it is, others can add.
        float[] vector = SampleBook.knows(facts, hash)
                ? new float[0]
                : runner.run(views().inputs(List.of(views().apply(picture))))
                        .getFirst()
                        .values();
        synchronized (adding) {
            SampleBook.Entered entered = SampleBook.enter(facts, hash, label, vector);
            facts = entered.facts();
            return entered.addition();
        }
    }

    /** Writes the classifier into a {@code .keras} file, whole or not at all. */
    public void save(Path file) {
        ModelFacts now = facts;
        try {
            KerasArchive.write(
                    file,
                    whole.read().with(now.toJson()),
                    now.answering().extras().toArray(KerasArchive.Extra[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
        whole.saved(file);
    }

    /** This classifier with one more thing known about it; the model is shared. */
    Classifier with(ModelFacts newFacts) {
        return new Classifier(architecture, runner, whole, newFacts, foreign);
    }

    ModelFacts facts() {
        return facts;
    }

    @Override
    public void close() {
        runner.close();
    }
}
