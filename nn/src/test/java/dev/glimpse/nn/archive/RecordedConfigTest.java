package dev.glimpse.nn.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The configurations inside real {@code .keras} files, and those of the small objects that layers hold. */
class RecordedConfigTest {

    static List<Recorded> archives() {
        return Recorded.cases("archives.json");
    }

    @ParameterizedTest
    @MethodSource("archives")
    void a_files_model_has_keras_s_weights_in_keras_s_order(Recorded archive) {
        Architecture architecture = read(archive);
        List<PlacedWeight> weights = architecture.placedWeights();
        List<JsonNode> expected = archive.list("weights");

        assertThat(weights).hasSameSizeAs(expected);
        for (int i = 0; i < weights.size(); i++) {
            PlacedWeight weight = weights.get(i);
            JsonNode keras = expected.get(i);
            // Keras puts the names of models around a layer before it in some places and leaves them out in others.
            String path = keras.get("name").stringValue();
            assertThat("/" + weight.path()).as("weight %d", i).endsWith("/" + lastTwo(path));
            assertThat(weight.spec().shape()).as(path).isEqualTo(Recorded.shape(keras));
            assertThat(weight.learns())
                    .as("%s learns", path)
                    .isEqualTo(keras.get("trainable").booleanValue());
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void a_files_model_has_the_shapes_that_keras_infers(Recorded archive) {
        Architecture architecture = read(archive);

        assertThat(architecture.inputShapes()).isEqualTo(samples(archive.list("inputs")));
        assertThat(architecture.outputShapes()).isEqualTo(samples(archive.list("predictions")));
        var counts = architecture.parameterCount();
        assertThat(counts.trainable() + counts.nonTrainable())
                .isEqualTo(archive.get("parameters").longValue());
    }

    @ParameterizedTest
    @MethodSource("archives")
    void a_files_model_is_the_same_after_writing_and_reading_it(Recorded archive) {
        ModelConfig model = KerasJson.read(configuration(archive));

        assertThat(KerasJson.read(KerasJson.write(model))).isEqualTo(model);
        assertThat(model.compile().isPresent()).isEqualTo(!archive.name().endsWith("not_compiled"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"initializers.json", "regularizers.json"})
    void what_a_layer_holds_is_read_and_written_alike(String file) {
        for (Recorded recorded : Recorded.cases(file)) {
            String key = file.startsWith("initializers") ? "kernel_initializer" : "kernel_regularizer";
            ObjectNode settings = KerasJson.MAPPER.createObjectNode();
            settings.put("units", 3).put("name", recorded.name()).set(key, recorded.get("config"));
            var layer = LayerReader.read("Dense", settings);
            JsonNode written = LayerWriter.config(layer).path(key);

            assertThat(LayerReader.read("Dense", LayerWriter.config(layer))).isEqualTo(layer);
            assertThat(written.path("class_name"))
                    .isEqualTo(recorded.get("config").get("class_name"));
            recorded.get("config").get("config").forEachEntry((setting, value) -> {
                if (value.isNumber()) {
                    // Keras writes some numbers of 32 bits with 64: they are read as the short ones that were meant.
                    assertThat(written.path("config").path(setting).floatValue())
                            .as("%s of %s", setting, recorded)
                            .isEqualTo((float) value.doubleValue());
                }
            });
        }
    }

    private static Architecture read(Recorded archive) {
        return KerasJson.read(configuration(archive)).architecture();
    }

    private static String configuration(Recorded archive) {
        String file = "/keras/archive/" + archive.get("file").stringValue();
        try (InputStream in = Objects.requireNonNull(RecordedConfigTest.class.getResourceAsStream(file), file);
                ZipInputStream zip = new ZipInputStream(in)) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && !entry.getName().equals("config.json")) {
                entry = zip.getNextEntry();
            }
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Shape> samples(List<JsonNode> batches) {
        List<Shape> shapes = new ArrayList<>();
        batches.forEach(batch -> shapes.add(Recorded.shape(batch).drop(1)));
        return shapes;
    }

    private static String lastTwo(String path) {
        int last = path.lastIndexOf('/');
        return path.substring(path.lastIndexOf('/', last - 1) + 1);
    }
}
