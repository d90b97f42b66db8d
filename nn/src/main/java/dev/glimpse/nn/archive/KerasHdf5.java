package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Keras's HDF5 files, the only ones it wrote before {@code .keras}: a whole model, or weights alone.
 *
 * @see <a href="https://keras.io/api/models/model_saving_apis/weights_saving_and_loading/">Keras: weights-only saving</a>
 */
final class KerasHdf5 {

    private KerasHdf5() {}

    static ModelFile read(Path path, CustomLayers customLayers) throws IOException {
        return readWeights(path, describe(path, customLayers).config());
    }

    static ModelFile readWeights(Path path, ModelConfig model) throws IOException {
        return ModelFiles.naming(path, () -> {
            WeightsReader.Content content = WeightsReader.read(path, model.architecture());
            return new ModelFile(model, content.weights(), Optional.empty(), JsonNodeFactory.instance.objectNode());
        });
    }

    static ModelDescription describe(Path path, CustomLayers customLayers) throws IOException {
        return ModelFiles.naming(
                path,
                () -> Hdf5Reader.read(path, file -> file.text(file.root(), "model_config")
                        .map(config -> new ModelDescription(
                                KerasJson.read(KerasJson.parse(config), customLayers),
                                JsonNodeFactory.instance.objectNode(),
                                file.text(file.root(), "keras_version").orElse("")))
                        .orElseThrow(() -> new NnException(
                                path + " holds weights and no architecture: say which architecture they belong to"))));
    }
}
