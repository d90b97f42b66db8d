package dev.glimpse.benchmark.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.CustomLayer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.model.Model;
import dev.glimpse.nn.script.KerasCode;
import dev.glimpse.onnx.OnnxFile;
import dev.glimpse.onnx.OnnxGraph;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keras and Glimpse open each other's files, and predict the same. */
@JudgedByKeras
class ArchitecturesTest {

    @TestFactory
    Stream<DynamicContainer> files_mean_the_same_to_both(Keras keras) {
        return keras.names("architectures").stream().map(name -> {
            Saved saved = new Saved(keras, name);
            return dynamicContainer(
                    name,
                    Stream.of(
                            dynamicTest("Glimpse opens Keras's .keras", () -> saved.opens(".keras")),
                            dynamicTest("Glimpse opens Keras's .h5", () -> saved.opens(".h5")),
                            dynamicTest(
                                    "Glimpse fills Keras's JSON with .weights.h5", () -> saved.fills(".weights.h5")),
                            dynamicTest(
                                    "Glimpse fills Keras's JSON with weights as .h5", () -> saved.fills(".legacy.h5")),
                            dynamicTest("Keras opens Glimpse's .keras", saved::givesBackArchive),
                            dynamicTest("Keras runs Glimpse's code", saved::givesBackCode),
                            dynamicTest("ONNX Runtime runs Glimpse's graph", saved::givesBackGraph)));
        });
    }

    @Test
    void every_layer_is_judged(Keras keras) throws IOException {
        Set<Class<?>> judged = Kinds.none();
        for (String name : keras.names("architectures")) {
            Kinds.collect(new Saved(keras, name).architecture(), judged);
        }
        assertThat(Kinds.missing(Layer.class, judged))
                .as("layers without a case")
                .containsExactly(CustomLayer.class.getSimpleName());
    }

    /** An architecture that Keras has saved in every way. */
    private record Saved(Keras keras, String name) {

        JsonNode answer() {
            return keras.askOnce("save", question -> question.put("name", name)
                    .put("folder", keras.folder().toString()));
        }

        Path file(String ending) {
            answer();
            return keras.folder().resolve(name + ending);
        }

        List<NdArray> inputs() {
            return Exchange.arrays(answer().get("inputs"));
        }

        List<NdArray> outputs() {
            return Exchange.arrays(answer().get("outputs"));
        }

        Architecture architecture() throws IOException {
            return ModelFiles.describe(file(".keras")).config().architecture();
        }

        /** Keras has no .h5 for some architectures, and says so. */
        private boolean isMissing(String ending) {
            return answer().has("noLegacy") && List.of(".h5", ".legacy.h5").contains(ending);
        }

        void opens(String ending) throws IOException {
            if (!isMissing(ending)) {
                assertSame(ModelFiles.read(file(ending)));
            }
        }

        void fills(String ending) throws IOException {
            if (!isMissing(ending)) {
                ModelConfig config = ModelFiles.describe(file(".json")).config();
                assertSame(ModelFiles.readWeights(file(ending), config));
            }
        }

        private void assertSame(ModelFile file) {
            assertThat(file.architecture().parameterCount().total())
                    .as("parameters")
                    .isEqualTo(answer().get("parameters").longValue());
            try (Model model = Model.of(file)) {
                Exchange.assertSame("output", outputs(), model.predict(inputs()));
            }
        }

        void givesBackArchive() throws IOException {
            ModelFile model = ModelFiles.read(file(".keras"));
            KerasArchive.write(file(".given.keras"), model);
            JsonNode seen = keras.ask("open", question -> ask(question, ".given.keras"));
            Exchange.assertSame(
                    "weight", List.copyOf(model.weights().byPath().values()), Exchange.arrays(seen.get("weights")));
            assertSame(seen);
        }

        void givesBackCode() throws IOException {
            ModelFile model = ModelFiles.read(file(".keras"));
            KerasArchive.write(file(".given.keras"), model);
            Files.writeString(file(".py"), KerasCode.of(model.architecture()));
            assertSame(keras.ask("code", question -> ask(question, ".py")
                    .put("weights", file(".given.keras").toString())));
        }

        void givesBackGraph() throws IOException {
            ModelFile model = ModelFiles.read(file(".keras"));
            OnnxFile.write(file(".onnx"), OnnxGraph.of(model.architecture(), model.weights()));
            JsonNode seen = keras.ask(
                    "onnx",
                    question -> question.put("file", file(".onnx").toString()).set("inputs", Exchange.json(inputs())));
            Exchange.assertSame("output", outputs(), Exchange.arrays(seen.get("outputs")));
        }

        private ObjectNode ask(ObjectNode question, String ending) {
            question.put("file", file(ending).toString());
            question.put("like", file(".like.json").toString());
            question.set("inputs", Exchange.json(inputs()));
            return question;
        }

        private void assertSame(JsonNode seen) {
            assertThat(seen.get("parameters").longValue())
                    .as("parameters")
                    .isEqualTo(answer().get("parameters").longValue());
            assertThat(seen.get("differences")).as("differences in JSON").isEmpty();
            Exchange.assertSame("output", outputs(), Exchange.arrays(seen.get("outputs")));
        }
    }
}
