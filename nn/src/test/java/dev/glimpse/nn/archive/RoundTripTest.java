package dev.glimpse.nn.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.RecordedLayers;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every layer, and models inside models, through every form of file: what comes back is what was saved. */
class RoundTripTest {

    @TempDir
    Path folder;

    private static Architecture of(JsonNode layer) {
        return KerasJson.read(RecordedLayers.modelOf(layer).toString()).architecture();
    }

    /** One of each recorded layer, and every recorded model. */
    static Stream<Arguments> models() {
        Set<String> seen = new HashSet<>();
        Stream<Arguments> layers = RecordedLayers.cases()
                .filter(layer ->
                        seen.add(layer.path("config").path("class_name").asString()))
                .map(layer -> Arguments.of(layer.path("name").asString(), of(layer)));
        Stream<Arguments> archives = Recorded.json("archives.json").stream()
                .map(file -> Arguments.of(
                        file.path("name").asString(),
                        architecture("archive/" + file.path("file").asString())));
        Stream<Arguments> hdf5 = Recorded.json("hdf5.json").stream()
                .filter(file -> file.path("architecture").isMissingNode())
                .map(file -> Arguments.of(
                        file.path("name").asString(),
                        architecture("hdf5/" + file.path("file").asString())));
        return Stream.of(layers, archives, hdf5).flatMap(one -> one);
    }

    private static Architecture architecture(String resource) {
        try (InputStream in =
                Objects.requireNonNull(RoundTripTest.class.getResourceAsStream("/keras/" + resource), resource)) {
            Path file = Files.createTempFile("recorded", ".model");
            try {
                Files.write(file, in.readAllBytes());
                return ModelFiles.describe(file).config().architecture();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_setting_of_every_layer_survives_the_words_of_keras_2() {
        assertThat(RecordedLayers.cases()).hasSizeGreaterThan(200).allSatisfy(layer -> {
            Architecture architecture = of(layer);
            String words = Keras2Json.of(ModelWriter.model(architecture)).toString();

            assertThat(KerasJson.read(words).architecture()).isEqualTo(architecture);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void what_was_saved_comes_back(String name, Architecture architecture) throws IOException {
        try (Model model = Model.build(architecture, build -> build.seed(name.hashCode()))) {
            ModelFile saved = model.toFile();
            Path keras = folder.resolve("model.keras");
            Path hdf5 = folder.resolve("model.h5");
            Path weights = folder.resolve("weights.h5");
            KerasArchive.write(keras, saved);
            KerasHdf5.write(hdf5, saved);
            KerasHdf5.writeWeights(weights, architecture, saved.weights());

            for (ModelFile read : List.of(
                    ModelFiles.read(keras),
                    ModelFiles.read(hdf5),
                    ModelFiles.readWeights(weights, saved.config()),
                    ModelFiles.readWeights(hdf5, saved.config()),
                    ModelFiles.readWeights(keras, saved.config()))) {
                assertThat(read.architecture()).isEqualTo(architecture);
                assertThat(read.weights().byPath().keySet())
                        .containsExactlyElementsOf(saved.weights().byPath().keySet());
                saved.weights().byPath().forEach((path, array) -> assertThat(
                                read.weights().get(path).values())
                        .as(path)
                        .isEqualTo(array.values()));
            }
        }
    }
}
