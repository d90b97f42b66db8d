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
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Files as this release wrote them, which every later one is to open with the same predictions. They are never written
 * anew; a later form of file gets golden files of its own.
 *
 * <p>The predictions are those of Keras 3.15 for the model that Glimpse had opened and saved.
 */
class GoldenFilesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1.keras", "1.h5"})
    void a_file_of_the_first_release_predicts_as_it_did(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(GoldenFilesTest.class.getResourceAsStream("/golden/" + name))) {
            Files.copy(in, file);
        }
        JsonNode recorded = Recorded.json("archives.json").stream()
                .filter(one -> one.path("name").asString().equals("every_layer"))
                .findFirst()
                .orElseThrow();
        ModelFile saved = ModelFiles.read(file);

        assertThat(saved.glimpse().path("labels").valueStream().map(JsonNode::asString))
                .containsExactly("a", "b", "c", "d");
        assertThat(saved.optimizer()).isPresent();
        try (Model model = Model.of(saved)) {
            assertThat(model.compilation()).isPresent();
            List<NdArray> inputs = StreamSupport.stream(recorded.path("inputs").spliterator(), false)
                    .<NdArray>map(Recorded::floats)
                    .toList();
            assertThat(model.predict(inputs).getFirst().values())
                    .containsExactly(
                            Recorded.floats(recorded.path("predictions").get(0)).values(), Offset.offset(2e-5f));
        }
    }
}
