package dev.glimpse.benchmark.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.glimpse.classifier.Export;
import dev.glimpse.classifier.ExportFormat;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An architecture that Keras has saved in every way. */
record SavedByKeras(Keras keras, String question, String name) {

    /** All that both sides can do with it. */
    DynamicContainer everyWay() {
        return dynamicContainer(
                name,
                Stream.of(
                        dynamicTest("Glimpse opens Keras's .keras", () -> opens(".keras")),
                        dynamicTest("Glimpse opens Keras's .h5", () -> opens(".h5")),
                        dynamicTest("Glimpse fills Keras's JSON with .weights.h5", () -> fills(".weights.h5")),
                        dynamicTest("Glimpse fills Keras's JSON with weights as .h5", () -> fills(".legacy.h5")),
                        dynamicTest("Keras opens Glimpse's .keras", () -> isOpened(ExportFormat.KERAS)),
                        dynamicTest("Keras opens Glimpse's .h5", () -> isOpened(ExportFormat.H5)),
                        dynamicTest("Keras fills Glimpse's JSON with .weights.h5", () -> isFilled(".weights.h5")),
                        dynamicTest("Keras fills Glimpse's JSON with weights as .h5", () -> isFilled(".given.h5")),
                        dynamicTest("Keras runs Glimpse's code", this::isRun),
                        dynamicTest("ONNX Runtime runs Glimpse's graph", this::isGraph)));
    }

    JsonNode answer() {
        return keras.askOnce(question, asked -> asked.put("name", name)
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

    /** Whether Keras cannot open its own .h5, or makes something else of it. */
    private boolean isLossy() {
        return answer().path("lossy").asBoolean(false);
    }

    void opens(String ending) throws IOException {
        if (isMissing(ending)) {
            return;
        }
        ModelFile file;
        try {
            file = ModelFiles.read(file(ending));
        } catch (NnException refused) {
            assertThat(ending.equals(".h5") && isLossy())
                    .as("Keras cannot open it either: " + refused.getMessage())
                    .isTrue();
            return;
        }
        assertSame(file);
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

    /** What Glimpse makes of Keras's file, as {@code glimpse export} writes it. */
    private Path export(ExportFormat format, String ending) {
        Path target = keras.folder().resolve(name + "_given" + ending);
        Export.of(file(".keras"), _ -> {}).write(format, target);
        return target;
    }

    void isOpened(ExportFormat format) throws IOException {
        if (format == ExportFormat.H5 && isLossy()) {
            return;
        }
        Path given = export(format, format.ending());
        JsonNode seen = keras.ask("open", question -> ask(question, given));
        Exchange.assertSame(
                "weight",
                List.copyOf(ModelFiles.read(file(".keras")).weights().byPath().values()),
                Exchange.arrays(seen.get("weights")));
        assertSame(seen);
    }

    void isFilled(String ending) {
        Path json = export(ExportFormat.KERAS_JSON, ExportFormat.KERAS_JSON.ending());
        Path weights = export(ExportFormat.WEIGHTS_H5, ending);
        assertSame(keras.ask("fill", question -> ask(question, json).put("weights", weights.toString())));
    }

    void isRun() {
        Path code = export(ExportFormat.PYTHON, ".py");
        assertSame(keras.ask("code", question -> ask(question, code)));
    }

    void isGraph() {
        Path graph = export(ExportFormat.ONNX, ".onnx");
        JsonNode seen = keras.ask(
                "onnx", question -> question.put("file", graph.toString()).set("inputs", Exchange.json(inputs())));
        Exchange.assertSame("output", outputs(), Exchange.arrays(seen.get("outputs")));
    }

    private ObjectNode ask(ObjectNode question, Path file) {
        question.put("file", file.toString());
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
