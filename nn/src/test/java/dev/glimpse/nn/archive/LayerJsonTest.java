package dev.glimpse.nn.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.RecordedLayers;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.WeightSpec;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every layer's JSON against what Keras 3.15 wrote for it, with the shapes that Keras inferred. */
class LayerJsonTest {

    /** Keras takes several spellings: a number or a list of one, a number or a range around 0, a name or an object. */
    private static final Set<String> SPELT_FREELY =
            Set.of("factor", "height_factor", "width_factor", "mean", "variance", "axis", "dtype");

    static Stream<Arguments> recorded() {
        return RecordedLayers.ALL.stream()
                .flatMap(layer -> Recorded.json("layer/" + layer + ".json").stream())
                .map(recording -> Arguments.of(name(recording), recording));
    }

    private static String name(JsonNode recording) {
        return recording.path("name").asString();
    }

    private static KerasLayer<?> read(JsonNode recording) {
        JsonNode json = recording.path("config");
        return LayerReader.read(json.path("class_name").asString(), json.path("config"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void a_layer_is_written_as_keras_writes_it(String name, JsonNode recording) {
        KerasLayer<?> layer = read(recording);
        ObjectNode written = LayerWriter.config(layer);

        assertThat(layer.info().name()).contains(name);
        assertThat(LayerReader.read(layer.className(), written)).isEqualTo(layer);
        recording.path("config").path("config").forEachEntry((key, value) -> {
            if (written.has(key)) {
                if (!SPELT_FREELY.contains(key)) {
                    assertThat(plain(written.get(key))).as(key).isEqualTo(plain(value));
                }
            } else {
                assertThat(value.isNull() || (value.isBoolean() && !value.booleanValue()) || key.startsWith("renorm"))
                        .as("%s is left out, and is %s", key, value)
                        .isTrue();
            }
        });
    }

    /** Without the keys that say nothing, and with all numbers of one type. */
    private static String plain(JsonNode value) {
        return value.toString()
                .replace(",\"input_axes\":null,\"output_axes\":null", "")
                .replaceAll("(?<=[\\[:,])(-?\\d+)(?=[],}])", "$1.0")
                .replaceAll("^(-?\\d+)$", "$1.0");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void shapes_of_outputs_and_weights_are_those_that_keras_infers(String name, JsonNode recording) {
        KerasLayer<?> layer = read(recording);
        List<Shape> inputs = new ArrayList<>();
        recording
                .path("inputs")
                .forEach(input -> inputs.add(shape(input.path("shape")).drop(1)));
        List<WeightSpec> weights = layer.weights(inputs);

        assertThat(layer.outputShapes(inputs)).as(name).containsExactly(sample(recording.path("outputShape")));
        assertThat(weights).hasSize(recording.path("weights").size());
        for (int i = 0; i < weights.size(); i++) {
            JsonNode weight = recording.path("weights").get(i);
            assertThat(weights.get(i).name()).isEqualTo(weight.path("name").asString());
            assertThat(weights.get(i).shape()).isEqualTo(shape(weight.path("shape")));
        }
    }

    private static Shape shape(JsonNode sizes) {
        int[] values = new int[sizes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sizes.get(i).asInt();
        }
        return Shape.of(values);
    }

    private static Shape sample(JsonNode batch) {
        int[] values = new int[batch.size() - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = batch.get(i + 1).asInt();
        }
        return Shape.of(values);
    }

    @Test
    void a_keyword_that_would_be_ignored_is_refused_with_layer_and_key() {
        assertThatThrownBy(() -> conv("\"dropblock\":[null,1,1,2]"))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("layer \"c\" (Conv2D): \"dropblock\"")
                .hasMessageContaining("got [null,1,1,2]");
    }

    @Test
    void wrong_settings_are_refused_with_layer_and_key() {
        assertThatThrownBy(() -> conv("\"padding\":\"causal\""))
                .isInstanceOf(NnException.class)
                .hasMessage("layer \"c\" (Conv2D): \"padding\" is valid or same, got \"causal\"");
        assertThatThrownBy(() -> conv("\"data_format\":\"channels_first\"")).hasMessageContaining("channels_last");
        assertThatThrownBy(() -> conv("\"dtype\":\"float16\"")).hasMessageContaining("\"dtype\" is float32");
        assertThatThrownBy(() -> conv("\"kernel_constraint\":{\"class_name\":\"Mine\"}"))
                .hasMessageContaining("\"kernel_constraint\" is MaxNorm, NonNeg, UnitNorm or MinMaxNorm");
        assertThatThrownBy(() -> conv("\"activation\":\"my_own\"")).hasMessageContaining("got \"my_own\"");
        assertThatThrownBy(() -> conv("\"kernel_initializer\":{\"class_name\":\"Mine\",\"config\":{}}"))
                .hasMessageContaining("kernel_initializer");
        assertThatThrownBy(
                        () -> conv("\"kernel_regularizer\":{\"class_name\":\"OrthogonalRegularizer\",\"config\":{}}"))
                .hasMessageContaining("L1, L2 or L1L2");
        assertThatThrownBy(() -> conv("\"strides\":\"two\"")).hasMessageContaining("\"strides\" is whole numbers");
        assertThatThrownBy(() -> conv("\"filters\":-4")).hasMessageContaining("filters of at least 1, got -4");
    }

    private static void conv(String setting) {
        LayerReader.read("Conv2D", KerasJson.parse("{\"filters\":4,\"kernel_size\":3,\"name\":\"c\"," + setting + "}"));
    }
}
