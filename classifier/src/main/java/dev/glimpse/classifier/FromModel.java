package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.split.Splits;
import dev.glimpse.nn.archive.OptimizerState;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Schedule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A network is taught on from the weights of a model, Glimpse's or another one, for the same classes.
 *
 * {@snippet :
 * var recipe = FromModel.of(Path.of("birds.keras")).epochs(5);
 * try (Dataset more = Dataset.open(photos).split(split -> split.known(recipe.splits()))) {
 *     Training.run(more, recipe, training -> training.output(Path.of("more-birds.keras")));
 * }
 * }
 *
 * <p>Labels, preprocessing and splits stay the model's. One whose outputs nobody named takes the labels of the data.
 */
public final class FromModel implements NetworkRecipe<FromModel> {

    private final Path file;
    private final String hash;
    private final OpenedModel opened;
    private final Memory memory;
    private final Learning learning;

    /** What the optimizer knows at the beginning. */
    private enum Memory {
        /** Nothing. */
        FRESH,
        /** What it knew when the model was saved. */
        KEPT
    }

    private FromModel(Path file, String hash, OpenedModel opened, Memory memory, Learning learning) {
        this.file = file;
        this.hash = hash;
        this.opened = opened;
        this.memory = memory;
        this.learning = learning;
    }

    /**
     * From the weights in a file, which is read at once.
     *
     * @throws dev.glimpse.nn.NnException if there is no such file, or what it holds is not supported
     * @throws ClassifierException if it is no classifier of pictures
     */
    public static FromModel of(Path file) {
        return of(file, _ -> {});
    }

    /**
     * From the weights in a file that does not say everything.
     *
     * @throws dev.glimpse.nn.NnException if there is no such file, or what it holds is not supported
     * @throws ClassifierException if it is no classifier of pictures, or what is said does not fit it
     */
    public static FromModel of(Path file, Consumer<Opening> options) {
        Opening said = new Opening();
        options.accept(said);
        OpenedModel opened = OpenedModel.read(file, said);
        if (opened.facts().answering() instanceof Answering.ByNeighbours) {
            throw new ClassifierException(
                    file + " was taught by the recipe knn, in which no weight learns: add pictures to it"
                            + " with glimpse add, or train anew with another recipe");
        }
        if (opened.facts().answering() instanceof Answering.ByLearner learner) {
            throw new ClassifierException(file + " answers by its learner, " + learner.learner()
                    + ", which cannot go on learning: train anew with all the pictures; the vectors of those that are known"
                    + " are there already");
        }
        if (opened.facts().answering() instanceof Answering.ByMembers
                || opened.facts().views().each().size() > 1) {
            throw new ClassifierException(
                    file + " is an ensemble, whose members have their own ways to see or to answer: train"
                            + " these, and join them again");
        }
        Architecture architecture = opened.model().architecture();
        Outputs.requireOneAnswer(architecture, file);
        if (architecture.placedWeights().stream().noneMatch(PlacedWeight::learns)) {
            throw new ClassifierException(file
                    + " has no weight that learns, for all its layers are frozen: it cannot be" + " taught any more");
        }
        return new FromModel(file, sha256(file), opened, Memory.FRESH, Learning.usual());
    }

    @Override
    public String word() {
        return "from-model";
    }

    @Override
    public Learning learning() {
        return learning;
    }

    @Override
    public FromModel with(Learning newLearning) {
        return new FromModel(file, hash, opened, memory, newLearning);
    }

    /** Lets the optimizer go on with what it knew when the model was saved; it begins knowing nothing unless told. */
    public FromModel keepingOptimizer() {
        return new FromModel(file, hash, opened, Memory.KEPT, learning);
    }

    /** The file whose weights it begins with. */
    public Path file() {
        return file;
    }

    /** The layers. */
    public Architecture architecture() {
        return opened.model().architecture();
    }

    /** How a picture becomes what the model takes. */
    public Preprocessing preprocessing() {
        return opened.facts().preprocessing();
    }

    /** The labels in the order of the outputs, if they are known. */
    public Optional<List<String>> labels() {
        return switch (opened.facts().naming()) {
            case Labels.Named(List<String> names) -> Optional.of(names);
            case Labels.Numbered _ -> Optional.empty();
        };
    }

    /** Which picture had which split when the model was taught; for {@code Dataset.split(split -> split.known(...))}. */
    public Splits splits() {
        return opened.facts().splits();
    }

    /** Whether the file says nothing about labels and pictures, because Glimpse did not write it. */
    public boolean isForeign() {
        return opened.origin() == OpenedModel.Origin.FOREIGN;
    }

    /** What of the file was left behind, and why; a line each. */
    public List<String> remarks() {
        return opened.model().remarks();
    }

    /** The file's name and the beginning of its SHA-256, by which a resumed training knows it again. */
    String origin() {
        return file.getFileName() + ", SHA-256 " + hash.substring(0, 16);
    }

    /** Whether the optimizer goes on with what it knew when the model was saved. */
    public boolean keepsOptimizer() {
        return memory == Memory.KEPT;
    }

    OpenedModel opened() {
        return opened;
    }

    /**
     * The dataset with its labels in the order of the outputs.
     *
     * @throws ClassifierException if its labels are not the model's, or it would judge by pictures that the model learnt from
     */
    Dataset fitting(Dataset dataset) {
        requireUnseen(dataset);
        List<String> given = dataset.labels();
        Optional<List<String>> known = labels();
        int outputs = opened.facts().labels().size();
        boolean others = known.filter(names -> !new HashSet<>(names).equals(new HashSet<>(given)))
                .isPresent();
        if (given.size() != outputs || others) {
            throw new ClassifierException(file + " tells " + outputs + " classes apart"
                    + known.map(names -> " (" + OpenedModel.shortened(names) + ")")
                            .orElse("") + ", and "
                    + dataset.location() + " has " + given.size() + " (" + OpenedModel.shortened(given)
                    + "): a model is taught on with pictures of just its classes; for others, teach a new one");
        }
        return known.map(dataset::withLabels).orElse(dataset);
    }

    private void requireUnseen(Dataset dataset) {
        long seen = dataset.items()
                .filter(item ->
                        splits().of(item.hash()).filter(Split.TRAIN::equals).isPresent())
                .filter(item ->
                        item.split().filter(split -> split != Split.TRAIN).isPresent())
                .count();
        if (seen > 0) {
            throw new ClassifierException(seen + " of the pictures of " + dataset.location() + " that are to judge "
                    + file
                    + " are some that it learnt from: keep the splits that it recorded, or put these among those to"
                    + " learn from");
        }
    }

    /**
     * What the optimizer remembers, if it is to go on with that.
     *
     * @throws ClassifierException if the file does not have it
     */
    Optional<OptimizerState> optimizerState() {
        return switch (memory) {
            case FRESH -> Optional.empty();
            case KEPT -> Optional.of(kept());
        };
    }

    private OptimizerState kept() {
        Optimizer optimizer = learning.optimizer();
        String name = optimizer.getClass().getSimpleName();
        if (!(optimizer.learningRate() instanceof Schedule.Constant)) {
            throw new ClassifierException(
                    "an optimizer that goes on where it was is past the beginning of a schedule: give"
                            + " a constant learning rate, or let it begin anew");
        }
        OptimizerState state = opened.model()
                .optimizer()
                .orElseThrow(() -> new ClassifierException(
                        file + " does not have what its optimizer remembered: let it begin anew"));
        if (!state.name().isEmpty() && !state.name().equals(name.toLowerCase(Locale.ROOT))) {
            throw new ClassifierException(file + " was taught with the optimizer " + state.name() + ", not with "
                    + name.toLowerCase(Locale.ROOT) + ": choose that one, or let it begin anew");
        }
        return state;
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
