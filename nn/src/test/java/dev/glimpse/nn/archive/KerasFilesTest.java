package dev.glimpse.nn.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Files that Keras saved, against the weights and slots that Keras finds in them. */
class KerasFilesTest {

    @TempDir
    Path folder;

    static Stream<Arguments> recorded() {
        return Recorded.json("archives.json").stream()
                .map(file -> Arguments.of(file.path("name").asString(), file));
    }

    private Path file(JsonNode recording) throws IOException {
        String name = recording.path("file").asString();
        try (InputStream in =
                Objects.requireNonNull(KerasFilesTest.class.getResourceAsStream("/keras/archive/" + name), name)) {
            Path file = folder.resolve(name);
            Files.copy(in, file);
            return file;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void weights_and_slots_are_those_that_keras_finds(String name, JsonNode recording) throws IOException {
        ModelFile model = ModelFiles.read(file(recording));

        for (JsonNode expected : recording.path("weights")) {
            String path = expected.path("name").asString();
            List<NdArray.Floats> found = model.weights().byPath().entrySet().stream()
                    .filter(weight ->
                            weight.getKey().equals(path) || weight.getKey().endsWith("/" + path))
                    .map(weight -> weight.getValue())
                    .toList();
            assertThat(found).as(path).hasSize(1);
            assertThat(found.getFirst().values()).as(path).isEqualTo(Recorded.narrow(Recorded.values(expected)));
        }
        assertThat(model.weights().byPath()).hasSize(recording.path("weights").size());
        assertThat(model.architecture().parameterCount().total())
                .isEqualTo(recording.path("parameters").asLong());
        JsonNode slots = recording.path("slots");
        assertThat(model.optimizer().isPresent()).isEqualTo(!slots.isEmpty());
        model.optimizer().ifPresent(state -> {
            assertThat(state.variables()).as(name).hasSize(slots.size());
            for (int i = 0; i < slots.size(); i++) {
                assertThat(state.variables().get(i).toFloats())
                        .isEqualTo(Recorded.narrow(Recorded.values(slots.get(i))));
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void a_file_of_keras_is_written_and_read_alike(String name, JsonNode recording) throws IOException {
        ModelFile model = ModelFiles.read(file(recording));
        Path again = folder.resolve("again.keras");
        KerasArchive.write(again, model);
        ModelFile read = ModelFiles.read(again);

        assertThat(read.architecture()).as(name).isEqualTo(model.architecture());
        assertThat(read.config()).isEqualTo(model.config());
        model.weights()
                .byPath()
                .forEach((path, array) ->
                        assertThat(read.weights().get(path).values()).as(path).isEqualTo(array.values()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void its_predictions_are_those_of_keras(String name, JsonNode recording) throws IOException {
        List<NdArray> inputs = new ArrayList<>();
        recording.path("inputs").forEach(input -> inputs.add(Recorded.floats(input)));
        double tolerance = recording.path("tolerance").asDouble();

        try (Model model = Model.of(ModelFiles.read(file(recording)))) {
            List<NdArray.Floats> predictions = model.predict(inputs);

            assertThat(predictions).hasSize(recording.path("predictions").size());
            for (int i = 0; i < predictions.size(); i++) {
                NdArray.Floats expected =
                        Recorded.floats(recording.path("predictions").get(i));
                assertThat(predictions.get(i).shape()).isEqualTo(expected.shape());
                assertThat(predictions.get(i).values())
                        .as(name)
                        .containsExactly(expected.values(), Offset.offset((float) tolerance));
            }
        }
    }
}
