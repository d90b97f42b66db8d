package dev.glimpse.nn;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Keras computed layer by layer. */
@NullMarked
public final class RecordedLayers {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Every layer that was recorded. */
    public static final List<String> ALL = List.of(
            "Activation",
            "Add",
            "Average",
            "AveragePooling2D",
            "BatchNormalization",
            "Concatenate",
            "Conv2D",
            "Conv2DTranspose",
            "Cropping2D",
            "Dense",
            "DepthwiseConv2D",
            "Dropout",
            "ELU",
            "Flatten",
            "GaussianNoise",
            "GlobalAveragePooling2D",
            "GlobalMaxPooling2D",
            "LayerNormalization",
            "LeakyReLU",
            "MaxPooling2D",
            "Maximum",
            "Minimum",
            "Multiply",
            "Normalization",
            "PReLU",
            "Permute",
            "RandomBrightness",
            "RandomContrast",
            "RandomFlip",
            "RandomRotation",
            "RandomTranslation",
            "RandomZoom",
            "ReLU",
            "Rescaling",
            "Reshape",
            "Resizing",
            "SeparableConv2D",
            "Softmax",
            "SpatialDropout2D",
            "Subtract",
            "UpSampling2D",
            "ZeroPadding2D");

    /** Those that are nothing but noise while learning, and nothing at all afterwards. */
    private static final Set<String> NOISE = Set.of("Dropout", "GaussianNoise", "SpatialDropout2D");

    private RecordedLayers() {}

    /** Every recorded case of every layer that is more than noise. */
    public static Stream<JsonNode> cases() {
        return ALL.stream()
                .filter(layer -> !NOISE.contains(layer))
                .flatMap(layer -> Recorded.json("layer/" + layer + ".json").stream());
    }

    /** A functional model of a recorded layer alone, named as its case, as Keras would write it. */
    public static ObjectNode modelOf(JsonNode recorded) {
        ObjectNode config = JSON.createObjectNode();
        ArrayNode layers = config.put("name", "model").put("trainable", true).putArray("layers");
        ArrayNode tensors = JSON.createArrayNode();
        ArrayNode inputLayers = JSON.createArrayNode();
        int index = 0;
        for (JsonNode input : recorded.get("inputs")) {
            String name = "input_" + index++;
            ArrayNode shape = JSON.createArrayNode();
            shape.addNull();
            Recorded.shape(input).drop(1).toList().forEach(shape::add);
            ObjectNode layer = layers.addObject();
            layer.put("module", "keras.layers").put("class_name", "InputLayer").put("name", name);
            layer.putObject("config").put("name", name).put("dtype", "float32").set("batch_shape", shape);
            layer.putArray("inbound_nodes");
            ObjectNode tensor = tensors.addObject().put("class_name", "__keras_tensor__");
            ObjectNode facts = tensor.putObject("config").put("dtype", "float32");
            facts.set("shape", shape);
            facts.putArray("keras_history").add(name).add(0).add(0);
            inputLayers.addArray().add(name).add(0).add(0);
        }
        ObjectNode layer = recorded.get("config").deepCopy().asObject();
        String name = recorded.get("name").stringValue();
        layer.put("name", name);
        ArrayNode arguments =
                layer.putArray("inbound_nodes").addObject().putObject("kwargs").arrayNode();
        if (tensors.size() == 1) {
            arguments.add(tensors.get(0));
        } else {
            arguments.add(tensors);
        }
        ((ObjectNode) layer.get("inbound_nodes").get(0)).set("args", arguments);
        layers.add(layer);
        config.set("input_layers", inputLayers);
        config.putArray("output_layers").addArray().add(name).add(0).add(0);
        ObjectNode model = JSON.createObjectNode();
        model.put("module", "keras").put("class_name", "Functional");
        model.set("config", config);
        return model;
    }
}
