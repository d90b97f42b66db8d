package dev.glimpse.nn.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Graph;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Models inside models, where Keras counts calls from 1 in some places; four that Keras 3.15 wrote, and Keras 2's form. */
class CallNumbersTest {

    @Test
    void a_model_inside_that_gives_the_output_is_found_by_keras_s_number() throws IOException {
        List<String> layersOfOutputs = new ArrayList<>();
        for (JsonNode json : recorded()) {
            Architecture model = KerasJson.read(json.toString()).architecture();
            layersOfOutputs.add(outputs(model.graph()));
        }

        assertThat(layersOfOutputs)
                .containsExactly("inner(inner(x))", "inner(x) inner(r(x))", "seq(x)", "inner(r2(x))");
    }

    @Test
    void a_model_inside_that_gives_the_output_is_written_with_keras_s_number() throws IOException {
        for (JsonNode json : recorded()) {
            JsonNode written = KerasJson.tree(KerasJson.read(json.toString()));

            assertThat(written.at("/config/output_layers")).isEqualTo(json.at("/config/output_layers"));
        }
    }

    @Test
    void keras_2_counts_them_from_1_everywhere() {
        String layers = """
                {"class_name": "InputLayer", "name": "x", "config": {"batch_input_shape": [null, 3], "name": "x"},
                 "inbound_nodes": []},
                {"class_name": "Model", "name": "inner", "config": {"name": "inner", "layers": [
                   {"class_name": "InputLayer", "name": "a", "config": {"batch_input_shape": [null, 3], "name": "a"},
                    "inbound_nodes": []},
                   {"class_name": "Dense", "name": "d", "config": {"units": 3, "name": "d"},
                    "inbound_nodes": [[["a", 0, 0, {}]]]}],
                   "input_layers": [["a", 0, 0]], "output_layers": [["d", 0, 0]]},
                 "inbound_nodes": [[["x", 0, 0, {}]], [["inner", 1, 0, {}]]]}""";
        String model = """
                {"class_name": "Model", "config": {"name": "outer", "layers": [%s],
                 "input_layers": [["x", 0, 0]], "output_layers": [["inner", 2, 0]]}}""".formatted(layers);

        assertThat(outputs(KerasJson.read(model).architecture().graph())).isEqualTo("inner(inner(x))");
    }

    private static JsonNode recorded() throws IOException {
        try (InputStream file = CallNumbersTest.class.getResourceAsStream("/keras/config/nested_outputs.json")) {
            return KerasJson.MAPPER.readTree(Objects.requireNonNull(file));
        }
    }

    private static String outputs(Graph graph) {
        return String.join(
                " ",
                graph.outputs().stream()
                        .map(output -> written(graph, output.step()))
                        .toList());
    }

    private static String written(Graph graph, int step) {
        Graph.Step one = graph.steps().get(step);
        return one.inputs().isEmpty()
                ? one.name()
                : one.name() + "(" + written(graph, one.inputs().getFirst().step()) + ")";
    }
}
