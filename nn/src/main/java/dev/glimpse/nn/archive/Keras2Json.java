package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.ActivationFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Architectures in the JSON of Keras 2, which HDF5 files have: Keras 2 and 3 both open it.
 *
 * <p>Objects have no module, types are words, a call is a list of tensors. Keras 2 refuses keywords that it does not
 * know, so those that came with Keras 3 are left out where they hold their defaults.
 */
final class Keras2Json {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Keywords that came later, by the value which Keras has without them. */
    private static final Map<String, JsonNode> LATER = Map.of(
            "groups", JSON.numberNode(1),
            "keepdims", JSON.booleanNode(false),
            "invert", JSON.booleanNode(false),
            "optional", JSON.booleanNode(false));

    /** The same, for keywords that mean something else to other layers. */
    private static final Map<String, Map<String, JsonNode>> LATER_IN = Map.of(
            "Resizing",
            Map.of(
                    "pad_to_aspect_ratio", JSON.booleanNode(false),
                    "antialias", JSON.booleanNode(false),
                    "fill_mode", JSON.stringNode("constant"),
                    "fill_value", JSON.numberNode(0.0)),
            "RandomContrast",
            Map.of("value_range", JSON.arrayNode().add(0.0).add(255.0)));

    /** Layers that know no channels first in Keras 2, and say nothing of it. */
    private static final Set<String> CHANNELS_LAST = Set.of(
            "Resizing",
            "RandomFlip",
            "RandomRotation",
            "RandomZoom",
            "RandomTranslation",
            "RandomContrast",
            "RandomBrightness");

    private static final Set<String> MODELS = Set.of("Sequential", "Functional");

    private Keras2Json() {}

    /** A model or a layer, from the JSON of Keras 3. */
    static ObjectNode of(JsonNode keras3) {
        return layer(keras3, true);
    }

    /** What is frozen around a layer freezes it; in Keras 2's words a layer says so itself. */
    private static ObjectNode layer(JsonNode keras3, boolean learns) {
        String className = keras3.path("class_name").stringValue();
        ObjectNode json = JSON.objectNode();
        json.put("class_name", className);
        JsonNode config = keras3.path("config");
        json.set("config", MODELS.contains(className) ? model(config, learns) : settings(className, config, learns));
        if (keras3.path("name").isString()) {
            json.set("name", keras3.path("name"));
            ArrayNode calls = json.putArray("inbound_nodes");
            keras3.path("inbound_nodes").forEach(call -> calls.add(call(call)));
        }
        return json;
    }

    private static ObjectNode model(JsonNode config, boolean learns) {
        boolean inside = learns && config.path("trainable").asBoolean(true);
        ObjectNode json = JSON.objectNode();
        json.set("name", config.path("name"));
        json.put("trainable", inside);
        ArrayNode layers = json.putArray("layers");
        config.path("layers").forEach(layer -> layers.add(layer(layer, inside)));
        for (String key : List.of("input_layers", "output_layers")) {
            if (config.has(key)) {
                json.set(key, config.path(key));
            }
        }
        return json;
    }

    private static ObjectNode settings(String className, JsonNode config, boolean learns) {
        ObjectNode json = JSON.objectNode();
        config.forEachEntry((key, value) -> {
            String name = key;
            if (key.equals("batch_shape")) {
                name = "batch_input_shape";
            } else if (key.equals("negative_slope") && className.equals("LeakyReLU")) {
                name = "alpha";
            }
            if (!isLater(className, key, value)) {
                json.set(name, isOnlyToday(config) ? value : value(value));
            }
        });
        if (json.has("trainable")) {
            json.put("trainable", learns && json.path("trainable").asBoolean(true));
        }
        return json;
    }

    /** Whether a layer does what its words do not mean to Keras 2, which is to refuse it then rather than take it for another. */
    private static boolean isOnlyToday(JsonNode config) {
        return config.path("activation").asString("").equals(ActivationFunction.HARD_SIGMOID.kerasName());
    }

    private static boolean isLater(String className, String key, JsonNode value) {
        JsonNode usual = LATER_IN.getOrDefault(className, Map.of()).getOrDefault(key, LATER.get(key));
        return value.equals(usual) || (key.equals("data_format") && CHANNELS_LAST.contains(className));
    }

    /** Objects without their modules, and types of numbers as words. */
    private static JsonNode value(JsonNode value) {
        if (value.isArray()) {
            ArrayNode array = JSON.arrayNode();
            value.forEach(element -> array.add(value(element)));
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        if (value.path("class_name").asString("").equals("DTypePolicy")) {
            return value.path("config").path("name");
        }
        ObjectNode object = JSON.objectNode();
        value.forEachEntry((key, inner) -> {
            if (!key.equals("module") && !key.equals("registered_name")) {
                object.set(key, value(inner));
            }
        });
        return object;
    }

    /** One call of a layer: the tensors it is applied to, each with its layer, that layer's call, and the output's number. */
    private static ArrayNode call(JsonNode keras3) {
        ArrayNode call = JSON.arrayNode();
        for (JsonNode history : histories(keras3.path("args"))) {
            ArrayNode tensor = call.addArray();
            history.forEach(tensor::add);
            tensor.addObject();
        }
        return call;
    }

    private static List<JsonNode> histories(JsonNode args) {
        List<JsonNode> histories = new ArrayList<>();
        for (JsonNode arg : args) {
            if (arg.isArray()) {
                histories.addAll(histories(arg));
            } else {
                histories.add(arg.path("config").path("keras_history"));
            }
        }
        return histories;
    }
}
