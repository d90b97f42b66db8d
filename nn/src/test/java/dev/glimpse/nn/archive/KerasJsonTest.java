package dev.glimpse.nn.archive;

import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.CustomLayer;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.LayerInfo;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.layer.WeightSpec;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class KerasJsonTest {

    static Stream<Arguments> models() {
        return Recorded.json("models.json").stream()
                .map(model -> Arguments.of(model.path("name").asString(), model));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void a_model_that_keras_wrote_is_read_and_written_alike(String name, JsonNode recording) {
        Architecture architecture =
                KerasJson.read(recording.path("config").toString()).architecture();
        Architecture again = KerasJson.read(KerasJson.write(architecture)).architecture();

        assertThat(again).as(name).isEqualTo(architecture);
        List<Shape> expected = new ArrayList<>();
        recording.path("initialWeights").forEach(weight -> {
            int[] sizes = new int[weight.path("shape").size()];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = weight.path("shape").get(i).asInt();
            }
            expected.add(Shape.of(sizes));
        });
        assertThat(architecture.placedWeights().stream().map(PlacedWeight::spec).map(WeightSpec::shape))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void sequential_and_functional_and_nested_come_back_equal() {
        var picture = input(32, 32, 3).named("picture");
        var extra = input(4).named("extra");
        var stem = conv2d(8, 3).same().relu().l2(1e-4).on(picture);
        var inner = Sequential.of(
                        input(32, 32, 8), conv2d(8, 3).same(), conv2d(8, 1).noBias())
                .named("inner");
        var joined = add(stem, inner.on(stem));
        var shared = dense(4).named("shared");
        var one = shared.on(dense(2).on(globalAveragePooling2d().on(joined)));
        var two = shared.on(dense(2).on(extra));
        var whole = Functional.of(List.of(picture, extra), List.of(add(one, two), two));

        assertThat(KerasJson.read(KerasJson.write(whole)).architecture()).isEqualTo(whole);
        assertThat(KerasJson.read(KerasJson.write(whole.frozen())).architecture())
                .isEqualTo(whole.frozen());
        assertThat(KerasJson.read(KerasJson.write(whole.named("mine"))).architecture())
                .isEqualTo(whole.named("mine"));
    }

    @Test
    void how_it_was_compiled_is_passed_through() {
        var compile = new CompileConfig(Map.of("loss", "categorical_crossentropy", "metrics", List.of("accuracy")));
        var architecture = Sequential.of(input(4), dense(2));

        ModelConfig read =
                KerasJson.read(KerasJson.write(new ModelConfig(architecture, java.util.Optional.of(compile))));

        assertThat(read.compile()).contains(compile);
    }

    @Test
    void code_is_refused() {
        assertThatThrownBy(() -> read("""
                        {"class_name": "Lambda", "config": {"name": "evil", "function": "os.system"}}"""))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("\"evil\" is a Lambda: it holds Python code, which Glimpse never runs");
        assertThatThrownBy(() -> read("""
                        {"module": "my_package", "class_name": "Mine", "config": {"name": "own"}}"""))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("layer \"own\" (Mine) is of a class that Glimpse does not know");
    }

    private static void read(String layer) {
        KerasJson.read("""
                {"class_name": "Sequential", "config": {"name": "s", "layers": [
                  {"class_name": "InputLayer", "config": {"batch_shape": [null, 4]}}, %s]}}""".formatted(layer));
    }

    @Test
    void what_is_no_model_is_refused() {
        assertThatThrownBy(() -> KerasJson.read("{"))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> KerasJson.read("[1, 2]"))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("not a Keras configuration");
        assertThatThrownBy(() -> KerasJson.read("{\"class_name\": \"NestedDenseModel\", \"config\": {}}"))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("got NestedDenseModel");
        assertThatThrownBy(() -> KerasJson.read("{\"class_name\": \"Sequential\", \"config\": {}}"))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("no \"layers\"");
    }

    @Test
    void a_graph_that_leads_nowhere_is_refused() {
        assertThatThrownBy(() -> KerasJson.read("""
                        {"class_name": "Functional", "config": {"name": "f", "layers": [
                          {"class_name": "InputLayer", "name": "in", "config": {"batch_shape": [null, 4]}, "inbound_nodes": []},
                          {"class_name": "Dense", "name": "d", "config": {"units": 2}, "inbound_nodes": [[["gone", 0, 0, {}]]]}],
                          "input_layers": ["in", 0, 0], "output_layers": ["d", 0, 0]}}"""))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("\"gone\"");
    }

    @Test
    void keras_2_places_are_read_too() {
        ModelConfig model = KerasJson.read("""
                {"class_name": "Model", "config": {"name": "f", "layers": [
                  {"class_name": "InputLayer", "name": "in", "config": {"batch_input_shape": [null, 4], "dtype": "float32",
                   "sparse": false, "name": "in"}, "inbound_nodes": []},
                  {"class_name": "Dense", "name": "d", "config": {"name": "d", "units": 2, "activation": "relu",
                   "kernel_initializer": {"class_name": "VarianceScaling", "config":
                   {"scale": 1.0, "mode": "fan_avg", "distribution": "uniform", "seed": null}}},
                   "inbound_nodes": [[["in", 0, 0, {}]]]}],
                  "input_layers": [["in", 0, 0]], "output_layers": [["d", 0, 0]]}}""");
        var in = input(4).named("in");

        assertThat(model.architecture())
                .isEqualTo(Functional.of(in, dense(2).relu().named("d").on(in)).named("f"));
    }

    /** Repeats its input. */
    private record Twice(LayerInfo info, int times) implements CustomLayer {

        @Override
        public Twice with(LayerInfo newInfo) {
            return new Twice(newInfo, times);
        }

        @Override
        public String className() {
            return "Twice";
        }

        @Override
        public Map<String, Object> config() {
            return Map.of("times", times);
        }

        @Override
        public Shape shapeFor(List<Shape> inputs) {
            return Shape.of(inputs.getFirst().size(0) * times);
        }

        @Override
        public List<WeightSpec> weightsFor(List<Shape> inputs) {
            return List.of();
        }
    }

    @Test
    void a_layer_of_ones_own_is_read_by_those_who_know_it() {
        var architecture = Sequential.of(input(2, 2, 1), flatten(), new Twice(LayerInfo.DEFAULT, 3), dense(2));
        String json = KerasJson.write(architecture);

        assertThat(architecture.layersByName()).containsKey("twice");
        assertThat(KerasJson.read(
                                json,
                                open -> open.customLayers(CustomLayers.none()
                                        .with(
                                                "Twice",
                                                (info, config) -> new Twice(
                                                        info,
                                                        config.get("times") instanceof Integer times ? times : 0))))
                        .architecture())
                .isEqualTo(architecture);
        assertThatThrownBy(() -> KerasJson.read(json)).hasMessageContaining("(Twice) is of a class");
    }
}
