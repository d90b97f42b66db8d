package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.CustomLayer;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerNames;
import dev.glimpse.nn.layer.MergeLayer;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Architectures as the objects that Keras writes for models. */
final class ModelWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ModelWriter() {}

    static ObjectNode model(Architecture architecture) {
        return switch (architecture) {
            case Sequential sequential -> sequential(sequential);
            case Functional functional -> functional(functional);
        };
    }

    private static ObjectNode sequential(Sequential sequential) {
        ObjectNode config = JSON.objectNode();
        config.put("name", name(sequential));
        config.put("trainable", sequential.info().trainable());
        config.set("dtype", LayerWriter.float32());
        ArrayNode layers = config.putArray("layers");
        Graph graph = sequential.graph();
        List<List<Shape>> shapes = graph.shapes();
        for (Graph.Step step : graph.steps()) {
            layers.add(layer(step.layer(), Graph.inputShapes(step, shapes)));
        }
        ArrayNode input = LayerWriter.batchShape(graph.inputShapes().getFirst().toList());
        config.set("build_input_shape", input);
        ObjectNode json = ParameterJson.object("keras", "Sequential", config);
        json.putObject("build_config").set("input_shape", input);
        return json;
    }

    private static ObjectNode functional(Functional functional) {
        ObjectNode config = JSON.objectNode();
        config.put("name", name(functional));
        config.put("trainable", functional.info().trainable());
        Graph graph = functional.graph();
        List<List<Shape>> shapes = graph.shapes();
        List<Integer> calls = callNumbers(graph);
        Map<String, ArrayNode> inbound = new LinkedHashMap<>();
        ArrayNode layers = config.putArray("layers");
        for (Graph.Step step : graph.steps()) {
            ArrayNode nodes = inbound.get(step.name());
            if (nodes == null) {
                ObjectNode json = layer(step.layer(), Graph.inputShapes(step, shapes));
                json.put("name", step.name());
                nodes = json.putArray("inbound_nodes");
                inbound.put(step.name(), nodes);
                layers.add(json);
            }
            if (!(step.layer() instanceof Input)) {
                nodes.add(node(step, graph, shapes, calls));
            }
        }
        ArrayNode inputs = config.putArray("input_layers");
        graph.inputs().forEach(step -> inputs.add(place(new Graph.Value(step, 0), graph, calls)));
        ArrayNode outputs = config.putArray("output_layers");
        graph.outputs().forEach(value -> outputs.add(output(value, graph, calls)));
        // A single input or output stands without a list around it, or Keras's model would take and give lists.
        if (inputs.size() == 1) {
            config.set("input_layers", inputs.get(0));
        }
        if (outputs.size() == 1) {
            config.set("output_layers", outputs.get(0));
        }
        ObjectNode json = ParameterJson.object("keras.src.models.functional", "Functional", config);
        json.put("registered_name", "Functional");
        return json;
    }

    /** Keras counts the calls of a functional model from 1 here, and only here; see {@link CallNumbers}. */
    private static ArrayNode output(Graph.Value value, Graph graph, List<Integer> calls) {
        ArrayNode place = place(value, graph, calls);
        if (graph.steps().get(value.step()).layer() instanceof Functional) {
            place.set(1, place.get(1).intValue() + 1);
        }
        return place;
    }

    private static String name(Architecture architecture) {
        return architecture.info().name().orElseGet(() -> LayerNames.snakeCase(architecture.className()));
    }

    /** For each step, how many steps of the same layer stand before it. */
    private static List<Integer> callNumbers(Graph graph) {
        Map<String, Integer> seen = new HashMap<>();
        List<Integer> numbers = new ArrayList<>();
        for (Graph.Step step : graph.steps()) {
            numbers.add(seen.merge(step.name(), 1, Integer::sum) - 1);
        }
        return numbers;
    }

    private static ObjectNode node(Graph.Step step, Graph graph, List<List<Shape>> shapes, List<Integer> calls) {
        ArrayNode tensors = JSON.arrayNode();
        for (Graph.Value value : step.inputs()) {
            ObjectNode tensor = tensors.addObject();
            tensor.put("class_name", "__keras_tensor__");
            ObjectNode config = tensor.putObject("config");
            config.set(
                    "shape",
                    LayerWriter.batchShape(
                            shapes.get(value.step()).get(value.output()).toList()));
            config.put("dtype", "float32");
            config.set("keras_history", place(value, graph, calls));
        }
        boolean listed = step.layer() instanceof MergeLayer<?> || tensors.size() > 1;
        ObjectNode node = JSON.objectNode();
        node.putArray("args").add(listed ? tensors : tensors.get(0));
        node.putObject("kwargs");
        return node;
    }

    private static ArrayNode place(Graph.Value value, Graph graph, List<Integer> calls) {
        return JSON.arrayNode()
                .add(graph.steps().get(value.step()).name())
                .add(calls.get(value.step()))
                .add(value.output());
    }

    private static ObjectNode layer(Layer layer, List<Shape> inputs) {
        return switch (layer) {
            case Architecture architecture -> model(architecture);
            case CustomLayer custom -> custom(custom);
            case KerasLayer<?> keras -> {
                ObjectNode json = ParameterJson.object("keras.layers", keras.className(), LayerWriter.config(keras));
                if (!keras.weights(inputs).isEmpty()) {
                    json.putObject("build_config")
                            .set(
                                    "input_shape",
                                    LayerWriter.batchShape(inputs.getFirst().toList()));
                }
                yield json;
            }
        };
    }

    private static ObjectNode custom(CustomLayer layer) {
        ObjectNode config = KerasJson.MAPPER.valueToTree(layer.config());
        config.put("name", LayerWriter.name(layer.info()));
        config.put("trainable", layer.info().trainable());
        ObjectNode json = ParameterJson.object("glimpse", layer.className(), config);
        json.put("registered_name", "glimpse>" + layer.className());
        return json;
    }
}
