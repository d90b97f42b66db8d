package dev.glimpse.classifier;

import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.image.Resize;
import dev.glimpse.nn.archive.CompileConfig;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.archive.OptimizerState;
import dev.glimpse.nn.archive.SavedArray;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.pixel.PixelMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Models of others and of Glimpse's own on their way into other formats; that Python opens them is seen elsewhere. */
class ExportTest {

    private static final Architecture LAYERS = Sequential.of(
                    input(4, 6, 3), flatten(), dense(2).softmax().named("answer"))
            .named("eyes");

    @TempDir
    Path folder;

    private Path foreign;

    @BeforeEach
    void save() throws IOException {
        foreign = folder.resolve("foreign.keras");
        KerasArchive.write(foreign, ModelFile.of(LAYERS, weights(LAYERS)));
    }

    private static Weights weights(Architecture architecture) {
        SequencedMap<String, NdArray.Floats> arrays = new LinkedHashMap<>();
        for (PlacedWeight weight : architecture.placedWeights()) {
            float[] values = new float[Math.toIntExact(weight.spec().shape().count())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (i % 7 - 3) / 8f;
            }
            arrays.put(weight.path(), new NdArray.Floats(weight.spec().shape(), values));
        }
        return new Weights(arrays);
    }

    private Path file(ExportFormat format) {
        return folder.resolve("out" + format.ending());
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportFormat.class,
            names = {"KERAS", "H5"})
    void a_whole_model_comes_back_with_layers_weights_and_what_its_user_said(ExportFormat format) throws IOException {
        Export export =
                Export.of(foreign, open -> open.labels(List.of("open", "shut")).preprocessing(PixelMode.TF));

        assertThat(export.write(format, file(format))).containsExactly(file(format));

        ModelFile back = ModelFiles.read(file(format));
        assertThat(back.architecture().layersByName().keySet()).contains("rescaling", "answer");
        assertThat(back.weights().get("answer/kernel").values())
                .isEqualTo(weights(LAYERS).get("answer/kernel").values());
        Export again = Export.of(file(format), _ -> {});
        assertThat(again.labels()).contains(List.of("open", "shut"));
        assertThat(again.views()).isEqualTo(export.views());
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportFormat.class,
            names = {"KERAS", "H5"})
    void how_a_model_was_compiled_and_what_its_optimizer_remembers_go_along(ExportFormat format) throws IOException {
        CompileConfig compile = new CompileConfig(Map.of(
                "optimizer",
                Map.of(
                        "module", "keras.optimizers",
                        "class_name", "SGD",
                        "config", Map.of("name", "SGD", "learning_rate", 0.5)),
                "loss",
                "categorical_crossentropy"));
        OptimizerState state = new OptimizerState("sgd", List.of(SavedArray.of(7L), SavedArray.of(0.5f)));
        Path compiled = folder.resolve("compiled.keras");
        KerasArchive.write(
                compiled, ModelFile.of(LAYERS, weights(LAYERS)).with(compile).with(state));

        Export.of(compiled, _ -> {}).write(format, file(format));

        ModelFile back = ModelFiles.read(file(format));
        assertThat(back.config()
                        .compile()
                        .orElseThrow()
                        .optimizer()
                        .orElseThrow()
                        .className())
                .isEqualTo("SGD");
        assertThat(back.optimizer()).isPresent();
    }

    @Test
    void a_model_of_others_stays_as_it_is_when_nobody_says_more() throws IOException {
        Export export = Export.of(foreign, _ -> {});

        export.write(ExportFormat.KERAS, file(ExportFormat.KERAS));

        ModelFile back = ModelFiles.read(file(ExportFormat.KERAS));
        assertThat(back.architecture()).isEqualTo(ModelFiles.read(foreign).architecture());
        assertThat(back.glimpse().isEmpty()).isTrue();
        assertThat(export.labels()).isEmpty();
        assertThat(export.views()).isEmpty();
    }

    @Test
    void layers_alone_come_back_from_json() throws IOException {
        Export.of(foreign, _ -> {}).write(ExportFormat.KERAS_JSON, file(ExportFormat.KERAS_JSON));

        assertThat(KerasJson.read(Files.readString(file(ExportFormat.KERAS_JSON)))
                        .architecture())
                .isEqualTo(ModelFiles.read(foreign).architecture());
    }

    /** The endings are those by which Keras 3 tells its own weights from older ones. */
    @ParameterizedTest
    @ValueSource(strings = {"out.weights.h5", "out.h5"})
    void weights_alone_come_back_into_their_layers(String name) throws IOException {
        Path target = folder.resolve(name);

        Export.of(foreign, _ -> {}).write(ExportFormat.WEIGHTS_H5, target);

        assertThat(ModelFiles.readWeights(target, ModelConfig.of(LAYERS))
                        .weights()
                        .get("answer/kernel")
                        .values())
                .isEqualTo(weights(LAYERS).get("answer/kernel").values());
    }

    @Test
    void python_names_the_weights_beside_it_the_labels_and_how_pictures_are_prepared() throws IOException {
        Export export = Export.of(
                foreign, open -> open.labels(List.of("open", "sh\"ut")).fit(Resize.Fit.CENTER_CROP));

        List<Path> written = export.write(ExportFormat.PYTHON, file(ExportFormat.PYTHON));

        assertThat(written)
                .containsExactly(file(ExportFormat.PYTHON), file(ExportFormat.WEIGHTS_H5))
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(Files.readString(file(ExportFormat.PYTHON)))
                .contains(
                        "with_name(\"out.weights.h5\")",
                        "        layers.Dense(2, activation=\"softmax\", name=\"answer\"),",
                        "    \"open\",\n    \"sh\\\"ut\",\n",
                        "picture.convert(\"RGB\")",
                        "ImageOps.fit(picture, (6, 4), Image.Resampling.BILINEAR)",
                        ".reshape(1, 4, 6, 3)");
    }

    @Test
    void python_of_a_model_that_nobody_explained_has_no_labels_and_no_pictures() throws IOException {
        Export.of(foreign, _ -> {}).write(ExportFormat.PYTHON, file(ExportFormat.PYTHON));

        assertThat(Files.readString(file(ExportFormat.PYTHON)))
                .contains("load_weights(WEIGHTS)")
                .doesNotContain("LABELS", "PIL", "prepare");
    }

    @Test
    void onnx_has_labels_and_preprocessing_as_metadata() throws IOException {
        Export.of(foreign, open -> open.labels(List.of("open", "shut")))
                .write(ExportFormat.ONNX, file(ExportFormat.ONNX));

        assertThat(Files.readString(file(ExportFormat.ONNX), StandardCharsets.ISO_8859_1))
                .contains("[\"open\",\"shut\"]", "\"fit\":\"squash\"");
    }

    @Test
    void labels_are_written_one_a_line() throws IOException {
        Path labels = folder.resolve("labels.txt");

        Export.of(foreign, open -> open.labels(List.of("open", "shut"))).writeLabels(labels);

        assertThat(labels).hasContent("open\nshut\n");
        assertThatThrownBy(() -> Export.of(foreign, _ -> {}).writeLabels(labels))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("does not say what its outputs are called");
    }

    @Test
    void a_model_whose_answers_come_from_more_than_layers_is_refused_with_the_reason() throws IOException {
        Path neighbours = folder.resolve("neighbours.keras");
        ObjectNode facts = JsonNodeFactory.instance
                .objectNode()
                .put("beyondLayers", "its recipe, knn, compares with the samples it was shown");
        KerasArchive.write(neighbours, ModelFile.of(LAYERS, weights(LAYERS)).with(facts));

        assertThatThrownBy(() -> Export.of(neighbours, _ -> {}))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(neighbours + " cannot be exported: its recipe, knn, compares");
    }

    @Test
    void a_target_that_cannot_be_meant_is_refused() {
        Export export = Export.of(foreign, _ -> {});

        assertThatThrownBy(() -> export.write(ExportFormat.ONNX, folder.resolve("out.h5")))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("ends in .onnx");
        assertThatThrownBy(() -> export.write(ExportFormat.KERAS, foreign))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("is the model itself");
        assertThatThrownBy(() -> export.write(ExportFormat.KERAS, folder.resolve("nowhere/out.keras")))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("make it first");
    }

    @Test
    void the_ending_of_a_file_says_its_format() {
        for (ExportFormat format : ExportFormat.values()) {
            assertThat(ExportFormat.of(file(format))).contains(format);
            assertThat(ExportFormat.named(format.word())).contains(format);
        }
        assertThat(ExportFormat.of(Path.of("out.hdf5"))).contains(ExportFormat.H5);
        assertThat(ExportFormat.of(Path.of("out.bin"))).isEmpty();
    }
}
