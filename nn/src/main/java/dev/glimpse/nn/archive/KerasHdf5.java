package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.Hdf5Reader.Group;
import dev.glimpse.nn.layer.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Keras's HDF5 files, the only ones it wrote before {@code .keras}: a whole model, or weights alone.
 *
 * @see <a href="https://keras.io/api/models/model_saving_apis/weights_saving_and_loading/">Keras: weights-only saving</a>
 */
final class KerasHdf5 {

    private static final String MODEL_CONFIG = "model_config";
    private static final String TRAINING_CONFIG = "training_config";
    private static final String OPTIMIZER_WEIGHTS = "optimizer_weights";

    private KerasHdf5() {}

    static ModelFile read(Path path, Opening opening) throws IOException {
        return ModelFiles.naming(
                path,
                () -> Hdf5Reader.read(path, file -> {
                    ModelConfig config = describe(file, opening).config();
                    ModelFile model = ModelFile.of(config, weights(file, config.architecture()));
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

    static ModelDescription describe(Path path, Opening opening) throws IOException {
        return ModelFiles.naming(path, () -> Hdf5Reader.read(path, file -> describe(file, opening)));
    }

    private static ModelDescription describe(Hdf5Reader file, Opening opening) {
        JsonNode model = json(file, MODEL_CONFIG)
                .orElseThrow(() -> new NnException(
                        "the file holds weights and no architecture: say which one they belong to, with --model and its"
                                + " JSON configuration, its name, or another file that has it"));
        Optional<CompileConfig> compile = json(file, TRAINING_CONFIG).map(TrainingConfig::read);
        return new ModelDescription(
                new ModelConfig(KerasJson.read(model, opening).architecture(), compile),
                JsonNodeFactory.instance.objectNode(),
                file.text(file.root(), "keras_version").orElse(""));
    }

    private static Optional<JsonNode> json(Hdf5Reader file, String attribute) {
        try {
            return file.text(file.root(), attribute).map(KerasJson::parse);
        } catch (NnException wrong) {
            throw new NnException("the attribute " + attribute + " is " + wrong.getMessage(), wrong);
        }
    }

    private static Weights weights(Hdf5Reader file, Architecture architecture) {
        return LayerGroups.in(file)
                .map(group -> LayerGroupsMatch.read(file, LayerGroups.read(file, group), architecture))
                .orElseGet(() -> WeightsReader.read(file, architecture).weights());
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
