package dev.glimpse.nn.script;

import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.KerasObject;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.CustomLayer;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerInfo;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.layer.WeightSpec;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What stands in {@code keras/code} was run by Keras, which made the recorded models and layers of it ({@code
 * src/test/keras/code.py}); here the same text has to come out.
 */
class KerasCodeTest {

    /** A layer that Keras does not have. */
    private record Own(LayerInfo info) implements CustomLayer {

        @Override
        public Layer with(LayerInfo newInfo) {
            return new Own(newInfo);
        }

        @Override
        public String className() {
            return "Own";
        }

        @Override
        public Map<String, Object> config() {
            return Map.of();
        }

        @Override
        public Shape shapeFor(List<Shape> inputs) {
            return inputs.getFirst();
        }

        @Override
        public List<WeightSpec> weightsFor(List<Shape> inputs) {
            return List.of();
        }
    }

    /** What Keras recorded, by {@code file/case}. */
    private static final Map<String, KerasObject> LAYERS = layers();

    private static Map<String, KerasObject> layers() {
        return resource("code/layers.txt")
                .lines()
                .map(line -> line.substring(0, line.indexOf('/')))
                .distinct()
                .flatMap(file -> Recorded.cases("layer/" + file + ".json").stream()
                        .map(one -> Map.entry(file + "/" + one.name(), KerasObject.of(one.config()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static Stream<Recorded> archives() {
        return Recorded.cases("archives.json").stream();
    }

    @ParameterizedTest
    @MethodSource("archives")
    void a_model_that_keras_saved_is_the_code_that_keras_was_seen_to_rebuild_it_from(Recorded archive) {
        String file = archive.get("file").stringValue();
        Architecture architecture = KerasJson.read(configuration(file)).architecture();
        assertThat(KerasCode.of(architecture)).isEqualTo(resource("code/" + file.replace(".keras", ".py")));
    }

    @ParameterizedTest
    @MethodSource("archives")
    void a_model_is_read_back_from_its_code(Recorded archive) {
        Architecture architecture =
                KerasJson.read(configuration(archive.get("file").stringValue())).architecture();

        Architecture read = KerasScript.parse(KerasCode.of(architecture)).architecture();

        assertThat(KerasJson.write(read)).isEqualTo(KerasJson.write(architecture));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_layer_is_read_back_from_its_call(String line) {
        String call = line.substring(line.indexOf(" = ") + 3);

        Architecture read =
                KerasScript.parse("model = keras.Sequential([" + call + "])").architecture();

        KerasLayer<?> layer = (KerasLayer<?>) ((Sequential) read).layers().getLast();
        assertThat(KerasCall.of(layer).render(0, -1000)).isEqualTo(call);
    }

    static List<String> calls() {
        return resource("code/layers.txt").lines().toList();
    }

    /** A line is {@code file/case = call}. */
    @ParameterizedTest
    @MethodSource("calls")
    void a_layer_that_keras_recorded_is_the_call_that_keras_was_seen_to_make_it_from(String line) {
        String place = line.substring(0, line.indexOf(" = "));

        assertThat(line).isEqualTo(place + " = " + call(Objects.requireNonNull(LAYERS.get(place))));
    }

    @ParameterizedTest
    @MethodSource("archives")
    void the_code_of_a_model_is_read_as_that_model(Recorded archive) {
        Architecture architecture =
                KerasJson.read(configuration(archive.get("file").stringValue())).architecture();

        assertThat(KerasScript.parse(KerasCode.of(architecture)).architecture()).isEqualTo(architecture);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void the_call_of_a_layer_is_read_as_that_layer(String line) {
        String[] place = line.substring(0, line.indexOf(" = ")).split("/", 2);
        Map<?, ?> recorded = Recorded.cases("layer/" + place[0] + ".json").stream()
                .filter(one -> one.name().equals(place[1]))
                .findFirst()
                .orElseThrow()
                .config();
        KerasObject object = KerasObject.of(recorded);
        Layer layer = KerasJson.layer(object.className(), object.config());

        assertThat(KerasScript.parse("model.add(" + line.substring(line.indexOf(" = ") + 3) + ")")
                        .architecture())
                .isEqualTo(Sequential.of(layer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"initializer", "regularizer"})
    void what_a_layer_holds_is_a_call_that_keras_was_seen_to_make_it_from(String kind) {
        String calls = Recorded.cases(kind + "s.json").stream()
                .map(recorded -> recorded.name() + " = "
                        + call(new KerasObject(
                                "keras.layers",
                                "Dense",
                                new LinkedHashMap<>(
                                        Map.of("units", 3, "name", "dense", "kernel_" + kind, recorded.config()))))
                        + "\n")
                .collect(Collectors.joining());

        assertThat(calls).isEqualTo(resource("code/" + kind + "s.txt"));
    }

    private static String call(KerasObject object) {
        KerasLayer<?> layer = (KerasLayer<?>) KerasJson.layer(object.className(), object.config());
        return KerasCall.of(layer).render(0, -1000);
    }

    @Test
    void an_open_size_is_none_in_python() {
        Architecture architecture = KerasJson.read("""
                {"class_name": "Sequential", "config": {"name": "s", "layers": [
                  {"class_name": "InputLayer", "config": {"batch_shape": [null, 2, 3], "name": "in"}},
                  {"class_name": "Dropout", "config": {"name": "d", "rate": 0.5, "noise_shape": [null, null, 1]}}]}}""").architecture();

        assertThat(KerasCode.of(architecture)).contains("layers.Dropout(0.5, noise_shape=(None, None, 1), name=\"d\")");
    }

    @Test
    void settings_that_are_keras_s_defaults_are_left_out() {
        var digits = Sequential.of(
                input(28, 28, 1),
                rescaling(1 / 255.0),
                conv2d(32, 3).relu(),
                maxPooling2d(2),
                flatten(),
                dense(10).softmax());

        assertThat(KerasCode.of(digits)).isEqualTo("""
                import keras
                from keras import layers

                model = keras.Sequential(
                    [
                        keras.Input(shape=(28, 28, 1), name="input_layer"),
                        layers.Rescaling(1 / 255, name="rescaling"),
                        layers.Conv2D(32, (3, 3), activation="relu", name="conv2d"),
                        layers.MaxPooling2D((2, 2), name="max_pooling2d"),
                        layers.Flatten(name="flatten"),
                        layers.Dense(10, activation="softmax", name="dense"),
                    ],
                    name="sequential",
                )
                """);
    }

    @Test
    void a_layer_that_is_used_twice_and_a_model_inside_another_are_variables() {
        var left = input(8).named("left");
        var right = input(8).named("right");
        var tower = Sequential.of(input(8), dense(8).relu()).named("tower");
        var shared = dense(3).named("shared");
        var sum = add().named("sum").on(shared.on(tower.on(left)), shared.on(right));

        assertThat(KerasCode.statements(Functional.of(List.of(left, right), List.of(sum))))
                .isEqualTo("""
                left = keras.Input(shape=(8,), name="left")
                tower = keras.Sequential(
                    [
                        keras.Input(shape=(8,), name="input_layer"),
                        layers.Dense(8, activation="relu", name="dense"),
                    ],
                    name="tower",
                )
                tower_output = tower(left)
                right = keras.Input(shape=(8,), name="right")
                shared = layers.Dense(3, name="shared")
                shared_output = shared(tower_output)
                shared_output_2 = shared(right)
                sum_ = layers.Add(name="sum")([shared_output, shared_output_2])
                model = keras.Model(inputs=[left, right], outputs=sum_, name="functional")
                """);
    }

    @Test
    void a_name_cannot_say_anything_to_python() {
        String evil = "\"); __import__('os').system('x') #\\\n\u202e\u0000'";
        var model = Sequential.of(input(4), dense(2).named(evil)).named(evil);

        String code = KerasCode.of(model);

        assertThat(code)
                .contains("layers.Dense(2, name=\"\\\"); __import__('os').system('x') #\\\\\\n\\u202e\\x00'\")")
                .doesNotContain("\u202e")
                .hasLineCount(10);
    }

    @Test
    void variables_are_names_that_python_allows_each_once() {
        PythonNames names = new PythonNames();

        assertThat(Stream.of(
                                "block_1/conv",
                                "block 1 conv",
                                "class",
                                "model",
                                "7",
                                "",
                                "__init__",
                                "\u00e4\u00f6",
                                "keras")
                        .map(names::variable))
                .containsExactly(
                        "block_1_conv",
                        "block_1_conv_2",
                        "class_",
                        "model_",
                        "layer_7",
                        "layer",
                        "init",
                        "layer_2",
                        "keras_");
    }

    @Test
    void a_layer_of_ones_own_is_refused_by_name() {
        var model = Sequential.of(input(4), new Own(LayerInfo.DEFAULT).named("mine"));

        assertThatThrownBy(() -> KerasCode.of(model))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("\"mine\"")
                .hasMessageContaining("(Own)");
    }

    private static String resource(String file) {
        try (InputStream in = KerasCodeTest.class.getResourceAsStream("/keras/" + file)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(String file) {
        try (InputStream in =
                        Objects.requireNonNull(KerasCodeTest.class.getResourceAsStream("/keras/archive/" + file));
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
}
