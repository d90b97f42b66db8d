package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.model.Model;
import dev.glimpse.onnx.OnnxGraph;
import dev.glimpse.onnx.run.OnnxSession;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.Backbone;
import dev.glimpse.zoo.Zoo;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.imagenet.ImageNetClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Networks with real weights, against what a numpy pass over them recorded. */
@Tag("shared-data")
class PretrainedTest {

    private static final int SIDE = 224;

    /** Of 100 photographs, with their shorter side brought to 256 before they were cropped to 224. */
    private static final int RECORDED_RIGHT = 85;

    private static final int RECORDED_AMONG_FIVE = 99;

    /** What computes. */
    private enum Engine {
        LIBTORCH,
        ONNX_RUNTIME
    }

    @Test
    void photographs_are_told_as_recorded() throws IOException {
        List<String> ids =
                ImageNetClass.all().stream().map(ImageNetClass::wordNetId).toList();
        int right = 0;
        int amongFive = 0;
        try (Classifier classifier = Classifier.pretrained(zoo(), network("mobilenet_v2"));
                Stream<Path> files = Files.list(shared().resolve("photos"))) {
            List<Path> photographs = files.filter(
                            file -> String.valueOf(file.getFileName()).startsWith("n"))
                    .toList();
            assertThat(photographs).hasSize(100);
            for (Path file : photographs) {
                String id = String.valueOf(file.getFileName()).substring(0, 9);
                String label = classifier.labels().get(ids.indexOf(id));
                Prediction seen = classifier.predict(file);
                right += seen.best().label().equals(label) ? 1 : 0;
                amongFive +=
                        seen.top(5).stream().anyMatch(guess -> guess.label().equals(label)) ? 1 : 0;
            }
        }
        assertThat(right).isCloseTo(RECORDED_RIGHT, within(2));
        assertThat(amongFive).isCloseTo(RECORDED_AMONG_FIVE, within(2));
    }

    @Test
    void probabilities_of_pixels_are_those_that_were_recorded() throws IOException {
        ModelFile model = zoo().classifier(network("mobilenet_v2"));
        for (Engine engine : Engine.values()) {
            for (JsonNode photo : recorded().get("photos")) {
                float[] probabilities = outputs(engine, model, photo);
                for (JsonNode guess : photo.get("1.0").get("top5")) {
                    assertThat((double) probabilities[guess.get("index").intValue()])
                            .as(engine + ", " + photo.get("photo") + ", " + guess.get("name"))
                            .isCloseTo(guess.get("probability").doubleValue(), tolerance("probability_abs"));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"mobilenet_v2, 1.0", "mobilenet_v2_0.35, 0.35"})
    void embeddings_of_pixels_are_those_that_were_recorded(String network, String alpha) throws IOException {
        Backbone backbone = zoo().backbone(network(network), Size2.square(SIDE));
        for (Engine engine : Engine.values()) {
            for (JsonNode photo : recorded().get("photos")) {
                float[] vector = outputs(engine, backbone.model(), photo);
                JsonNode expected = photo.get(alpha);
                double squares = 0;
                for (float value : vector) {
                    squares += (double) value * value;
                }
                assertThat(vector).hasSize(1280);
                assertThat(Math.sqrt(squares))
                        .as(engine + ", " + photo.get("photo"))
                        .isCloseTo(expected.get("embedding_l2").doubleValue(), tolerance("embedding_l2_abs"));
                for (int i = 0; i < expected.get("embedding_first16").size(); i++) {
                    assertThat((double) vector[i])
                            .as(engine + ", " + photo.get("photo") + ", value " + i)
                            .isCloseTo(
                                    expected.get("embedding_first16").get(i).doubleValue(),
                                    tolerance("embedding_value_abs"));
                }
            }
        }
    }

    /** The file with top has the same weights as the one without: both were made of one source. */
    @Test
    void a_file_with_top_makes_the_same_backbone(@TempDir Path folder) throws IOException {
        KnownNetwork network = network("mobilenet_v2");
        Backbone expected = zoo().backbone(network, Size2.square(96));
        Path file = zoo().classifierFile(network);
        Files.copy(file, folder.resolve(file.getFileName()));

        Backbone backbone = Zoo.in(folder).backbone(network, Size2.square(96));

        assertThat(backbone.checksum()).isNotEqualTo(expected.checksum());
        backbone.model().weights().byPath().forEach((path, array) -> assertThat(array.values())
                .isEqualTo(expected.model().weights().get(path).values()));
    }

    /** Its layers have a slash in their names, and its weights odd ones. */
    @Test
    void squeezenet_opens_with_the_weights_that_are_published() {
        Backbone backbone = zoo().backbone(network("squeezenet"), Size2.square(96));
        assertThat(backbone.length()).isEqualTo(512);
        assertThat(backbone.model().architecture().parameterCount().total()).isEqualTo(722_496 + 12);
    }

    private static float[] outputs(Engine engine, ModelFile model, JsonNode photo) throws IOException {
        byte[] pixels = Files.readAllBytes(
                shared().resolve("zoo").resolve(photo.get("crop_file").asString()));
        List<NdArray> input = List.of(new NdArray.Bytes(Shape.of(1, SIDE, SIDE, 3), pixels));
        return switch (engine) {
            case LIBTORCH -> {
                try (Model built = Model.of(model)) {
                    yield built.predict(input).getFirst().values();
                }
            }
            case ONNX_RUNTIME -> {
                OnnxGraph graph = OnnxGraph.of(model.architecture(), model.weights());
                try (OnnxSession session = new OnnxSession.Prepared(graph).open()) {
                    yield session.predict(input).getFirst().values();
                }
            }
        };
    }

    private static Offset<Double> tolerance(String what) {
        return within(
                recorded().get("tolerance").get("from_crop_file").get(what).doubleValue());
    }

    private static JsonNode recorded() {
        return JsonMapper.shared().readTree(shared().resolve("zoo/expected.json"));
    }

    private static KnownNetwork network(String name) {
        return KnownNetwork.named(name).orElseThrow();
    }

    private static Zoo zoo() {
        return Zoo.in(shared().resolve("zoo"));
    }

    private static Path shared() {
        String shared = System.getProperty("glimpse.shared", "");
        assumeTrue(!shared.isEmpty(), "the weights and photographs are not here: -Dglimpse.shared names their folder");
        return Path.of(shared);
    }
}
