package dev.glimpse.benchmark.fuzz;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Configurations with other types, huge and negative numbers, deep nesting, nodes that come from themselves, missing and
 * doubled keys, layers of other classes, and long texts.
 */
final class JsonCases {

    private static final int DEEPEST = 100_000;

    /** Unlike Jackson's own, it writes what is too deep for readers. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> CLASSES = List.of(
            "Dense",
            "Conv2D",
            "DepthwiseConv2D",
            "SeparableConv2D",
            "Conv2DTranspose",
            "BatchNormalization",
            "Flatten",
            "Reshape",
            "ZeroPadding2D",
            "Cropping2D",
            "UpSampling2D",
            "MaxPooling2D",
            "Resizing",
            "Concatenate",
            "Add",
            "InputLayer",
            "Sequential",
            "Functional",
            "Model",
            "Lambda",
            "__lambda__",
            "TFOpLambda",
            "LSTM",
            "Embedding",
            "Permute",
            "RepeatVector",
            "");

    private static final List<String> TEXTS = List.of(
            "",
            "relu",
            "same",
            "valid",
            "channels_first",
            "float16",
            "nan",
            "Infinity",
            "../..",
            "\u0000",
            "%s",
            "NaN");

    /** A place in the tree, and how to put something else there. */
    private interface Place {
        JsonNode value();

        void put(JsonNode other);

        void remove();
    }

    private record InObject(ObjectNode parent, String name) implements Place {

        @Override
        public JsonNode value() {
            return parent.path(name);
        }

        @Override
        public void put(JsonNode other) {
            parent.set(name, other);
        }

        @Override
        public void remove() {
            parent.remove(name);
        }
    }

    private record InArray(ArrayNode parent, int index) implements Place {

        @Override
        public JsonNode value() {
            return parent.path(index);
        }

        @Override
        public void put(JsonNode other) {
            if (index < parent.size()) {
                parent.set(index, other);
            }
        }

        @Override
        public void remove() {
            if (index < parent.size()) {
                parent.remove(index);
            }
        }
    }

    private JsonCases() {}

    static byte[] of(byte[] sound, Chance chance) {
        return of(new String(sound, StandardCharsets.UTF_8), chance).getBytes(StandardCharsets.UTF_8);
    }

    static String of(String sound, Chance chance) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(sound);
        } catch (JacksonException _) {
            return sound;
        }
        for (int i = chance.changes(); i > 0; i--) {
            List<Place> places = new ArrayList<>();
            collect(tree, places);
            if (!places.isEmpty()) {
                change(places, chance);
            }
        }
        String text = MAPPER.writeValueAsString(tree);
        return switch (chance.below(40)) {
            case 0 -> text.substring(0, chance.below(text.length()));
            case 1 -> "[".repeat(1 + chance.below(100_000));
            case 2 -> "{\"a\":".repeat(1 + chance.below(20_000)) + text;
            case 3 -> text.replace("\"layers\":[", "\"layers\":[],\"layers\":[");
            default -> text;
        };
    }

    private static void collect(JsonNode node, List<Place> into) {
        switch (node) {
            case ObjectNode object ->
                object.forEachEntry((name, value) -> {
                    into.add(new InObject(object, name));
                    collect(value, into);
                });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    into.add(new InArray(array, i));
                    collect(array.get(i), into);
                }
            }
            default -> {}
        }
    }

    private static void change(List<Place> places, Chance chance) {
        Place place = chance.of(places);
        switch (chance.below(12)) {
            case 0 -> place.remove();
            case 1, 2 -> numbers(places, chance);
            case 3 -> named(places, "class_name", JSON.stringNode(chance.of(CLASSES)), chance);
            case 4 -> history(places, chance);
            case 5 -> place.put(chance.of(places).value().deepCopy());
            case 6 -> place.put(nested(1 + chance.below(chance.once(4) ? 900 : 30), chance));
            case 7 -> repeated(places, chance);
            case 8 -> shape(places, chance);
            case 9 -> place.put(JSON.stringNode(chance.once(8) ? "x".repeat(100_000) : chance.of(TEXTS)));
            default -> place.put(scalar(chance));
        }
    }

    private static JsonNode scalar(Chance chance) {
        return switch (chance.below(10)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(chance.once(2));
            case 2 -> JSON.numberNode(1e308 * (chance.once(2) ? 1 : -1));
            case 3 -> JSON.numberNode(chance.below(100) / 7.0 - 5);
            case 4 -> JSON.objectNode();
            case 5 -> JSON.arrayNode();
            case 6 -> JSON.numberNode(new BigInteger("9".repeat(1 + chance.below(60))));
            default -> JSON.numberNode(chance.remarkable(chance.below(10)));
        };
    }

    private static void numbers(List<Place> places, Chance chance) {
        List<Place> numbers =
                places.stream().filter(place -> place.value().isNumber()).toList();
        if (!numbers.isEmpty()) {
            Place place = chance.of(numbers);
            place.put(JSON.numberNode(chance.remarkable(place.value().asLong(0))));
        }
    }

    private static void named(List<Place> places, String key, JsonNode value, Chance chance) {
        List<Place> found = places.stream()
                .filter(place -> place instanceof InObject in && in.name.equals(key))
                .toList();
        if (!found.isEmpty()) {
            chance.of(found).put(value);
        }
    }

    /** A text of the tree where another one stands: layers that come from later ones, from themselves, or from nowhere. */
    private static void history(List<Place> places, Chance chance) {
        List<Place> texts =
                places.stream().filter(place -> place.value().isString()).toList();
        List<Place> links = texts.stream().filter(InArray.class::isInstance).toList();
        if (!texts.isEmpty()) {
            (links.isEmpty() || chance.once(2) ? chance.of(texts) : chance.of(links))
                    .put(chance.of(texts).value());
        }
    }

    private static JsonNode nested(int depth, Chance chance) {
        JsonNode node = scalar(chance);
        boolean arrays = chance.once(2);
        for (int i = 0; i < depth; i++) {
            if (arrays) {
                node = JSON.arrayNode().add(node);
            } else {
                ObjectNode object = JSON.objectNode();
                object.set("config", node);
                node = object;
            }
        }
        return node;
    }

    private static void repeated(List<Place> places, Chance chance) {
        List<Place> arrays = places.stream()
                .filter(place -> place.value() instanceof ArrayNode array && !array.isEmpty())
                .toList();
        if (!arrays.isEmpty()) {
            ArrayNode array = (ArrayNode) chance.of(arrays).value();
            JsonNode element = array.get(chance.below(array.size()));
            int times = 1 + chance.below(chance.once(6) ? 3000 : 10);
            for (int i = 0; i < times && MAPPER.writeValueAsString(element).length() * (long) times < 2_000_000; i++) {
                array.add(element.deepCopy());
            }
        }
    }

    /** All numbers of one list of numbers: enormous, negative or zero. */
    private static void shape(List<Place> places, Chance chance) {
        List<Place> shapes = places.stream()
                .filter(place -> place.value() instanceof ArrayNode array
                        && !array.isEmpty()
                        && array.valueStream().anyMatch(JsonNode::isNumber))
                .toList();
        if (!shapes.isEmpty()) {
            ArrayNode array = (ArrayNode) chance.of(shapes).value();
            long size = chance.remarkable(30);
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isNumber()) {
                    array.set(i, JSON.numberNode(size));
                }
            }
        }
    }
}
