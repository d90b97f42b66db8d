package dev.glimpse.nn.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** HDF5 files as Keras saves them and as Keras 1 and 2 did, against what Keras predicts and remembers. */
class Hdf5FilesTest {

    @TempDir
    Path folder;

    static Stream<Arguments> recorded() {
        return Recorded.json("hdf5.json").stream()
                .map(file -> Arguments.of(file.path("name").asString(), file));
    }

    private ModelFile read(JsonNode recording) throws IOException {
        String name = recording.path("file").asString();
        Path file = folder.resolve(name);
        try (InputStream in =
                Objects.requireNonNull(Hdf5FilesTest.class.getResourceAsStream("/keras/hdf5/" + name), name)) {
            Files.copy(in, file);
        }
        JsonNode architecture = recording.path("architecture");
        return architecture.isMissingNode()
                ? ModelFiles.read(file)
                : ModelFiles.readWeights(file, KerasJson.read(architecture.toString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void its_predictions_are_those_of_keras(String name, JsonNode recording) throws IOException {
        double tolerance = recording.path("tolerance").asDouble();

        try (Model model = Model.of(read(recording))) {
            List<NdArray.Floats> predictions = model.predict(
                    List.of(Recorded.floats(recording.path("inputs").get(0))));

            assertThat(predictions.getFirst().values())
                    .as(name)
                    .containsExactly(
                            Recorded.floats(recording.path("predictions").get(0))
                                    .values(),
                            Offset.offset((float) tolerance));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void its_optimizer_remembers_what_keras_does(String name, JsonNode recording) throws IOException {
        ModelFile model = read(recording);
        JsonNode slots = recording.path("slots");

        assertThat(model.remarks()).as(name).isEmpty();
        assertThat(model.optimizer().isPresent()).isEqualTo(!slots.isEmpty());
        model.optimizer().ifPresent(state -> {
            assertThat(state.variables()).hasSize(slots.size());
            for (int i = 0; i < slots.size(); i++) {
                assertThat(state.variables().get(i).toFloats())
                        .as(slots.get(i).path("path").asString())
                        .isEqualTo(Recorded.floats(slots.get(i)).values());
            }
        });
    }
}
