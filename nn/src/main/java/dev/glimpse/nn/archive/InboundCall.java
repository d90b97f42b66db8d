package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One application of a layer or an operation: what it is called with.
 *
 * @param arguments in order; those of a list of tensors one by one
 * @param keywords the others that say something, without those that {@link #arguments} has
 */
record InboundCall(List<Argument> arguments, Map<String, JsonNode> keywords) {

    /** One thing that a layer or an operation is called with. */
    sealed interface Argument {}

    /** Where a tensor comes from: Keras's {@code keras_history}. */
    record Source(String layer, int call, int output) implements Argument {}

    /** Numbers that stand in the file: one, or one for each channel. */
    record Constant(List<Double> numbers) implements Argument {}

    /** Something else. */
    record Other(JsonNode json) implements Argument {}

    private static final String CONSTANT = "_CONSTANT_VALUE";

    InboundCall {
        arguments = List.copyOf(arguments);
    }

    /** The call in the form of Keras 3, or in that of Keras 1 and 2. */
    static InboundCall read(String name, JsonNode node) {
        List<Argument> arguments = new ArrayList<>();
        Map<String, JsonNode> keywords = new LinkedHashMap<>();
        if (node.isObject()) {
            node.path("args").forEach(argument -> addTo(arguments, argument));
            node.path("kwargs").forEachEntry((key, value) -> addKeyword(key, value, arguments, keywords));
        } else if (node.path(0).isString()) {
            place(name, node, arguments, keywords);
        } else {
            node.forEach(place -> place(name, place, arguments, keywords));
        }
        return new InboundCall(arguments, keywords);
    }

    /**
     * The tensors, if it is called with nothing else.
     *
     * <p>A {@code training} among the keywords says nothing, as in Keras, whose functional models overrule it: it writes
     * {@code true} for every augmenting layer, because that is its default there.
     */
    List<Source> tensors(String name) {
        List<Source> sources = new ArrayList<>();
        for (Argument argument : arguments) {
            switch (argument) {
                case Source source -> sources.add(source);
                case Constant(List<Double> numbers) ->
                    throw new NnException(
                            "layer \"" + name + "\" is applied to something that is not a tensor: " + numbers);
                case Other(JsonNode json) -> {
                    if (!json.isNull()) {
                        throw new NnException(
                                "layer \"" + name + "\" is applied to something that is not a tensor: " + json);
                    }
                }
            }
        }
        keywords.forEach((key, value) -> {
            if (holdsTensor(value)) {
                throw new NnException("layer \"" + name + "\" is called with a tensor as \"" + key
                        + "\", which Glimpse does not know");
            }
        });
        if (sources.isEmpty()) {
            throw new NnException("layer \"" + name + "\" is applied to nothing");
        }
        return sources;
    }

    /** The tensors among what it is called with. */
    List<Source> sources() {
        return arguments.stream()
                .filter(Source.class::isInstance)
                .map(Source.class::cast)
                .toList();
    }

    /** The place in {@code input_layers} or {@code output_layers}, or behind {@code keras_history}. */
    static Source source(String name, JsonNode place) {
        if (!isPlace(place)) {
            throw new NnException(
                    "layer \"" + name + "\" is applied to " + place + ", which is not [layer, call, output]");
        }
        return new Source(
                LayerConfig.legalName(place.get(0).stringValue()),
                place.get(1).intValue(),
                place.get(2).intValue());
    }

    private static boolean isPlace(JsonNode json) {
        return json.isArray()
                && json.path(0).isString()
                && LayerConfig.isInteger(json.path(1))
                && LayerConfig.isInteger(json.path(2));
    }

    private static boolean holdsTensor(JsonNode value) {
        return isPlace(value) || value.toString().contains("__keras_tensor__");
    }

    /** Keras 2: {@code [layer, call, output, keywords]}, where a constant stands for a layer now and then. */
    private static void place(String name, JsonNode place, List<Argument> arguments, Map<String, JsonNode> keywords) {
        if (place.path(0).asString("").equals(CONSTANT)) {
            arguments.add(constant(place.path(2)));
        } else {
            arguments.add(source(name, place));
        }
        place.path(3).forEachEntry((key, value) -> addKeyword(key, value, arguments, keywords));
    }

    private static void addKeyword(
            String key, JsonNode value, List<Argument> arguments, Map<String, JsonNode> keywords) {
        boolean operand = key.equals("inputs") || key.equals("x") || key.equals("y") || key.matches("x[12]");
        if (operand && !value.isNull()) {
            addTo(arguments, value);
        } else if (!value.isNull()) {
            keywords.put(key, value);
        }
    }

    private static void addTo(List<Argument> arguments, JsonNode value) {
        String className = value.path("class_name").asString("");
        if (className.equals("__keras_tensor__")) {
            arguments.add(source("", value.path("config").path("keras_history")));
        } else if (className.equals("__tensor__") || className.equals("__numpy__")) {
            arguments.add(constant(value.path("config").path("value")));
        } else if (isPlace(value)) {
            arguments.add(source("", value));
        } else if (value.isNumber() || isNumbers(value)) {
            arguments.add(constant(value));
        } else if (value.isArray()) {
            value.forEach(element -> addTo(arguments, element));
        } else {
            arguments.add(new Other(value));
        }
    }

    private static boolean isNumbers(JsonNode value) {
        if (!value.isArray() || value.isEmpty()) {
            return false;
        }
        for (JsonNode element : value) {
            if (!element.isNumber()) {
                return false;
            }
        }
        return true;
    }

    /** One number, or a row of them in however many pairs of brackets. */
    private static Argument constant(JsonNode value) {
        JsonNode row = value;
        while (row.size() == 1 && row.get(0).isArray()) {
            row = row.get(0);
        }
        if (row.isNumber()) {
            return new Constant(List.of(row.doubleValue()));
        }
        if (!isNumbers(row)) {
            return new Other(value);
        }
        List<Double> numbers = new ArrayList<>();
        row.forEach(number -> numbers.add(number.doubleValue()));
        return new Constant(numbers);
    }
}
