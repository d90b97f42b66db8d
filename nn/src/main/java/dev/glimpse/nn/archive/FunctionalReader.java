package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The graph of a Functional model, from the inbound nodes of its layers.
 *
 * <p>An inbound node is one application of a layer. Layers need not stand in an order in which they can be applied, so
 * they are gone through until nothing is left.
 */
final class FunctionalReader {

    /** A layer, and what it is applied to. */
    record Entry(Layer layer, JsonNode inboundNodes) {}

    /** Where a tensor comes from: Keras's {@code keras_history}. */
    private record Source(String layer, int call, int output) {}

    private final Map<String, Entry> entries;
    private final Map<String, List<List<Node>>> calls = new HashMap<>();

    FunctionalReader(Map<String, Entry> entries) {
        this.entries = entries;
    }

    Functional read(JsonNode inputs, JsonNode outputs) {
        Map<String, List<List<Source>>> open = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            if (entry.layer() instanceof Input input) {
                calls.put(name, List.of(List.of(input)));
            } else {
                calls.put(name, new ArrayList<>());
                List<List<Source>> applications = new ArrayList<>();
                entry.inboundNodes().forEach(node -> applications.add(sources(name, node)));
                open.put(name, applications);
            }
        });
        boolean progress = true;
        while (progress && !open.isEmpty()) {
            progress = false;
            for (var iterator = open.entrySet().iterator(); iterator.hasNext(); ) {
                var layer = iterator.next();
                progress |= apply(layer.getKey(), layer.getValue());
                if (layer.getValue().isEmpty()) {
                    iterator.remove();
                }
            }
        }
        if (!open.isEmpty()) {
            throw new NnException("layers " + open.keySet() + " depend on layers that are not there, or on each other");
        }
        return Functional.of(nodes("input_layers", inputs), nodes("output_layers", outputs));
    }

    /** Applies a layer as often as can be done now, in the order of its calls. */
    private boolean apply(String name, List<List<Source>> applications) {
        Layer layer = entry(name).layer();
        boolean progress = applications.isEmpty();
        while (!applications.isEmpty()) {
            List<Node> inputs = new ArrayList<>();
            for (Source source : applications.getFirst()) {
                find(source).ifPresent(inputs::add);
            }
            if (inputs.size() < applications.getFirst().size()) {
                break;
            }
            calls(name).add(layer.outputsOn(inputs.toArray(Node[]::new)));
            applications.removeFirst();
            progress = true;
        }
        return progress;
    }

    private Optional<Node> find(Source source) {
        List<List<Node>> done = calls(source.layer());
        if (source.call() < 0 || source.call() >= done.size()) {
            return Optional.empty();
        }
        List<Node> outputs = done.get(source.call());
        if (source.output() < 0 || source.output() >= outputs.size()) {
            throw new NnException("layer \"" + source.layer() + "\" has " + outputs.size() + " outputs, and number "
                    + source.output() + " is asked for");
        }
        return Optional.of(outputs.get(source.output()));
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new NnException("the model refers to a layer \"" + name + "\" that it does not have");
        }
        return entry;
    }

    private List<List<Node>> calls(String name) {
        entry(name);
        return calls.computeIfAbsent(name, _ -> new ArrayList<>());
    }

    /**
     * The inputs of one call, in Keras 3's or Keras 2's form.
     *
     * <p>A {@code training} among the keywords says nothing, as in Keras, whose functional models overrule it: it writes
     * {@code true} for every augmenting layer, because that is its default there.
     */
    private List<Source> sources(String name, JsonNode node) {
        List<Source> sources = new ArrayList<>();
        if (node.isObject()) {
            collect(name, node.path("args"), sources);
            node.path("kwargs").forEachEntry((key, value) -> {
                if (key.equals("inputs")) {
                    collect(name, value, sources);
                } else if (holdsTensor(value)) {
                    throw new NnException("layer \"" + name + "\" is called with a tensor as \"" + key
                            + "\", which Glimpse does not know");
                }
            });
        } else {
            for (JsonNode place : node) {
                sources.add(source(name, place));
            }
        }
        if (sources.isEmpty()) {
            throw new NnException("layer \"" + name + "\" is applied to nothing: " + node);
        }
        return sources;
    }

    private static boolean holdsTensor(JsonNode value) {
        return value.toString().contains("__keras_tensor__");
    }

    private void collect(String name, JsonNode value, List<Source> sources) {
        if (value.isArray()) {
            value.forEach(element -> collect(name, element, sources));
        } else if (value.path("class_name").asString("").equals("__keras_tensor__")) {
            sources.add(source(name, value.path("config").path("keras_history")));
        } else if (!value.isNull()) {
            throw new NnException("layer \"" + name + "\" is applied to something that is not a tensor: " + value);
        }
    }

    private static Source source(String name, JsonNode place) {
        if (!place.path(0).isString()
                || !place.path(1).isIntegralNumber()
                || !place.path(2).isIntegralNumber()) {
            throw new NnException(
                    "layer \"" + name + "\" is applied to " + place + ", which is not [layer, call, output]");
        }
        return new Source(
                place.get(0).stringValue(),
                place.get(1).intValue(),
                place.get(2).intValue());
    }

    /** The places in {@code input_layers} or {@code output_layers}: one triple, or triples however deep in lists. */
    private List<Node> nodes(String key, JsonNode places) {
        List<Node> nodes = new ArrayList<>();
        addNodes(key, places, nodes);
        return nodes;
    }

    private void addNodes(String key, JsonNode places, List<Node> nodes) {
        if (places.path(0).isString()) {
            Source source = source(key, places);
            nodes.add(find(source)
                    .orElseThrow(() -> new NnException(
                            "\"" + key + "\" refers to a call of layer \"" + source.layer() + "\" that is not there")));
        } else {
            places.forEach(place -> addNodes(key, place, nodes));
        }
    }
}
