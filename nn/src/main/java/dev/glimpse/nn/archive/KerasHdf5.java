package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.Hdf5Reader.Group;
import dev.glimpse.nn.layer.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keras's HDF5 files, the only ones it wrote before {@code .keras}: a whole model, or weights alone.
 *
 * <p>They are written as Keras 2.15 did, the last to write no others: Keras 2 and 3 open them.
 *
 * @see <a href="https://keras.io/api/models/model_saving_apis/weights_saving_and_loading/">Keras: weights-only saving</a>
 */
public final class KerasHdf5 {

    private static final String MODEL_CONFIG = "model_config";
    private static final String TRAINING_CONFIG = "training_config";
    private static final String OPTIMIZER_WEIGHTS = "optimizer_weights";

    /** Where Glimpse keeps its own facts; Keras does not look at it. */
    private static final String GLIMPSE = "glimpse";

    private static final String MODEL_WEIGHTS = "model_weights";

    private KerasHdf5() {}

    /**
     * Writes a whole model, whole or not at all: architecture, weights, how it was compiled, and what its optimizer
     * remembers.
     *
     * @throws NnException if the weights do not fit the architecture
     * @throws IOException if the file cannot be written
     */
    public static void write(Path target, ModelFile model) throws IOException {
        model.weights().requireFit(model.architecture());
        Hdf5Content.Group root = new Hdf5Content.Group();
        root.word("keras_version", LayerGroupsWriter.KERAS_VERSION);
        root.word("backend", LayerGroupsWriter.BACKEND);
        root.word(
                MODEL_CONFIG,
                Keras2Json.of(ModelWriter.model(model.architecture())).toString());
        model.config().compile().ifPresent(compile -> {
            root.word(TRAINING_CONFIG, TrainingConfig.write(compile).toString());
            model.optimizer()
                    .ifPresent(state ->
                            SavedSlots.lay(root.group(OPTIMIZER_WEIGHTS), state, compile, model.architecture()));
        });
        if (!model.glimpse().isEmpty()) {
            root.word(GLIMPSE, model.glimpse().toString());
        }
        LayerGroupsWriter.lay(root.group(MODEL_WEIGHTS), model.architecture(), model.weights());
        WholeFile.write(target, new Hdf5Writer(root)::writeTo);
    }

    /**
     * Writes weights alone, as {@code model.load_weights} takes them, in order or by name.
     *
     * @throws NnException if the weights do not fit the architecture
     * @throws IOException if the file cannot be written
     */
    public static void writeWeights(Path target, Architecture architecture, Weights weights) throws IOException {
        weights.requireFit(architecture);
        Hdf5Content.Group root = new Hdf5Content.Group();
        LayerGroupsWriter.lay(root, architecture, weights);
        WholeFile.write(target, new Hdf5Writer(root)::writeTo);
    }

    static ModelFile read(Path path, FileOptions opening) throws IOException {
        return ModelFiles.naming(
                path,
                () -> Hdf5Reader.read(path, file -> {
                    ModelDescription described = describe(file, opening);
                    ModelConfig config = described.config();
                    ModelFile model = ModelFile.of(config, weights(file, config.architecture()))
                            .with(described.glimpse());
                    Optional<Group> slots = file.group(file.root(), OPTIMIZER_WEIGHTS);
                    return slots.isPresent() && config.compile().isPresent()
                            ? optimizer(file, slots.get(), config.compile().get(), model)
                            : model;
                }));
    }

    static ModelFile readWeights(Path path, ModelConfig model) throws IOException {
        return ModelFiles.naming(
                path, () -> Hdf5Reader.read(path, file -> ModelFile.of(model, weights(file, model.architecture()))));
    }

    static Weights readWeights(Path path, Architecture architecture, Predicate<String> wanted) throws IOException {
        return ModelFiles.naming(path, () -> Hdf5Reader.read(path, file -> weights(file, architecture, wanted)));
    }

    static List<String> differences(Path path, Architecture architecture) throws IOException {
        return ModelFiles.naming(
                path,
                () -> Hdf5Reader.read(path, file -> {
                    requireWeights(file);
                    return LayerGroups.in(file)
                            .map(group ->
                                    LayerGroupsMatch.differences(file, LayerGroups.read(file, group), architecture))
                            .orElseGet(() -> WeightsReader.differences(file, architecture));
                }));
    }

    static ModelDescription describe(Path path, FileOptions opening) throws IOException {
        return ModelFiles.naming(path, () -> Hdf5Reader.read(path, file -> describe(file, opening)));
    }

    private static ModelDescription describe(Hdf5Reader file, FileOptions opening) {
        JsonNode model = json(file, MODEL_CONFIG)
                .orElseThrow(() -> holdsWeights(file)
                        ? new NnException(
                                "the file holds weights and no architecture: say which one they belong to, with --model and its"
                                        + " JSON configuration, its name, or another file that has it")
                        : notOfKeras());
        Optional<CompileConfig> compile = json(file, TRAINING_CONFIG).map(TrainingConfig::read);
        ObjectNode facts =
                json(file, GLIMPSE).flatMap(JsonNode::asObjectOpt).orElseGet(JsonNodeFactory.instance::objectNode);
        String version = file.text(file.root(), "keras_version").orElse("");
        return new ModelDescription(
                new ModelConfig(KerasJson.read(model, version, opening).architecture(), compile), facts, version);
    }

    private static Optional<JsonNode> json(Hdf5Reader file, String attribute) {
        try {
            return file.text(file.root(), attribute).map(KerasJson::parse);
        } catch (NnException wrong) {
            throw new NnException("the attribute " + attribute + " is " + wrong.getMessage(), wrong);
        }
    }

    private static Weights weights(Hdf5Reader file, Architecture architecture) {
        return weights(file, architecture, _ -> true);
    }

    private static Weights weights(Hdf5Reader file, Architecture architecture, Predicate<String> wanted) {
        requireWeights(file);
        return LayerGroups.in(file)
                .map(group -> LayerGroupsMatch.read(file, LayerGroups.read(file, group), architecture, wanted))
                .orElseGet(
                        () -> WeightsReader.read(file, architecture).weights().only(wanted));
    }

    private static void requireWeights(Hdf5Reader file) {
        if (!holdsWeights(file)) {
            throw notOfKeras();
        }
    }

    private static boolean holdsWeights(Hdf5Reader file) {
        return LayerGroups.in(file).isPresent() || WeightsReader.recognizes(file);
    }

    private static NnException notOfKeras() {
        return new NnException("this is an HDF5 file, but none of Keras's: it names no layers");
    }

    private static ModelFile optimizer(Hdf5Reader file, Group slots, CompileConfig compile, ModelFile model) {
        try {
            return model.with(SavedSlots.read(file, slots, compile, model.architecture()));
        } catch (NnException wrong) {
            String why = "what its optimizer remembers was left behind: " + wrong.getMessage();
            return new ModelFile(model.config(), model.weights(), Optional.empty(), model.glimpse(), List.of(why));
        }
    }
}
