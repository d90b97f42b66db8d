package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerInfo;
import dev.glimpse.nn.layer.LayerNames;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Architectures from the objects that Keras writes for models. */
final class ModelReader {

    /** Deeper than any sensible model, shallower than the stack. */
    private static final int MAX_DEPTH = 32;

    private final CustomLayers customLayers;

    ModelReader(CustomLayers customLayers) {
        this.customLayers = customLayers;
    }

    Architecture model(JsonNode json) {
        Architecture architecture = model(json, 0);
        // A name that Keras would give anyway says nothing, and an architecture without one can stand anywhere.
        boolean plain = architecture.info().name().equals(Optional.of(LayerNames.snakeCase(architecture.className())));
        return plain ? architecture.with(architecture.info().unnamed()) : architecture;
    }

    private Architecture model(JsonNode json, int depth) {
        if (depth > MAX_DEPTH) {
            throw new NnException("models stand inside each other more than " + MAX_DEPTH + " deep");
        }
        String className = className(json);
        return switch (className) {
            case "Sequential" -> sequential(json, depth);
            case "Functional", "Model" -> functional(json, depth);
            default ->
                throw new NnException("expected a model of class Sequential or Functional, got " + className
                        + ": a model of a class of its own cannot be rebuilt from its configuration");
        };
    }

    private static boolean isModel(String className) {
        return className.equals("Sequential") || className.equals("Functional") || className.equals("Model");
    }

    private static String className(JsonNode json) {
        JsonNode name = json.path("class_name");
        if (!name.isString()) {
            throw new NnException("not a Keras configuration: an object with a \"class_name\" is missing where a model"
                    + " or layer should be");
        }
        return name.stringValue();
    }

    private Architecture sequential(JsonNode json, int depth) {
        JsonNode config = json.path("config");
        // Keras before 2.3 has the layers themselves there.
        JsonNode entries = config.isArray() ? config : config.path("layers");
        if (!entries.isArray() || entries.isEmpty()) {
            throw new NnException("a Sequential model has no \"layers\"");
        }
        List<Layer> layers = new ArrayList<>();
        for (JsonNode entry : entries) {
            layers.add(layer(entry, depth));
        }
        if (!(layers.getFirst() instanceof Input)) {
            inputShape(json, entries.get(0)).ifPresent(shape -> layers.addFirst(new Input(LayerInfo.DEFAULT, shape)));
        }
        return new Sequential(info(config), layers);
    }

    /** Where Keras wrote the shape of the input, if there is no layer for it. */
    private static Optional<Shape> inputShape(JsonNode model, JsonNode firstLayer) {
        return InputShape.batch(model.path("config").path("build_input_shape"))
                .or(() -> InputShape.batch(model.path("build_config").path("input_shape")))
                .or(() -> InputShape.of(firstLayer.path("config")))
                .map(shape -> shape.known("the input"));
    }

    private Architecture functional(JsonNode json, int depth) {
        JsonNode config = json.path("config");
        JsonNode entries = config.path("layers");
        if (!entries.isArray() || entries.isEmpty()) {
            throw new NnException("a Functional model has no \"layers\"");
        }
        Map<String, FunctionalReader.Entry> layers = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            Layer layer = layer(entry, depth);
            JsonNode given = entry.path("name");
            if (given.isString()) {
                layer = layer.named(given.stringValue());
            }
            String name = layer.label();
            FunctionalReader.Entry known =
                    layers.put(name, new FunctionalReader.Entry(layer, entry.path("inbound_nodes")));
            if (known != null) {
                throw new NnException("two layers are named \"" + name + '"');
            }
        }
        Functional functional =
                new FunctionalReader(layers).read(config.path("input_layers"), config.path("output_layers"));
        return functional.with(info(config));
    }

    private Layer layer(JsonNode json, int depth) {
        String className = className(json);
        if (isModel(className)) {
            return model(json, depth + 1);
        }
        JsonNode config = json.path("config");
        if (className.equals("__lambda__") || className.equals("Lambda")) {
            throw new NnException(
                    "layer \"" + config.path("name").asString(className)
                            + "\" is a Lambda: it holds Python code, which Glimpse never runs; use layers of Keras in its place");
        }
        Optional<CustomLayers.Maker> maker = customLayers.maker(className);
        if (maker.isPresent()) {
            Map<String, Object> settings = new LinkedHashMap<>();
            KerasJson.toMap(config).forEach((key, value) -> {
                if (value != null && !key.equals("name") && !key.equals("trainable")) {
                    settings.put(key, value);
                }
            });
            return maker.get().make(info(config), settings);
        }
        OldSpellings.Spelling today = OldSpellings.today(className, config);
        return LayerReader.read(today.className(), today.config());
    }

    private static LayerInfo info(JsonNode config) {
        return config.isObject() ? new LayerConfig("model", config).info() : LayerInfo.DEFAULT;
    }
}
