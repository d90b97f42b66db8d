package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.InboundCall.Source;
import dev.glimpse.nn.archive.LayerRunner.Place;
import dev.glimpse.nn.archive.SavedPart.Nested;
import dev.glimpse.nn.archive.SavedPart.Operation;
import dev.glimpse.nn.archive.SavedPart.Single;
import dev.glimpse.nn.archive.Turning.Order;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Permute;
import dev.glimpse.nn.layer.Sequential;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The graph of a Functional model, from the inbound nodes of its layers.
 *
 * <p>An inbound node is one application of a layer. Layers need not stand in an order in which they can be applied, so
 * they are gone through until nothing is left.
 */
final class FunctionalReader {

    /** What stands under a name, and what it is applied to. */
    record Entry(SavedPart part, JsonNode inboundNodes) {}

    private final Map<String, Entry> entries;
    private final Order pictures;
    private final LayerRunner runner = new LayerRunner();
    private final Map<String, List<List<Place>>> calls = new HashMap<>();
    private CallNumbers numbers = new CallNumbers(Set.of(), Set.of());

    /** @param pictures how the inputs are to lie that have three axes */
    FunctionalReader(Map<String, Entry> entries, Order pictures) {
        this.entries = entries;
        this.pictures = pictures;
    }

    RebuiltModel read(JsonNode inputs, JsonNode outputs) {
        Map<String, List<InboundCall>> open = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            List<InboundCall> applications = new ArrayList<>();
            entry.inboundNodes().forEach(node -> applications.add(InboundCall.read(name, node)));
            open.put(name, applications);
        });
        numbers = CallNumbers.of(
                nested(Functional.class),
                nested(Sequential.class),
                open,
                entries.values().stream().map(Entry::inboundNodes).toList(),
                outputs);
        entries.forEach((name, entry) -> {
            calls.put(name, new ArrayList<>());
            if (entry.part() instanceof Single single && single.layer() instanceof Input input) {
                calls(name).add(List.of(LayerRunner.input(input, order(name, input, open))));
                open.remove(name);
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
        List<Place> from = places("input_layers", inputs);
        List<Place> to = places("output_layers", outputs);
        return new RebuiltModel(
                Functional.of(
                        from.stream().map(Place::node).toList(),
                        to.stream().map(Place::node).toList()),
                from.stream().map(Place::order).toList(),
                to.stream().map(Place::order).toList());
    }

    private Set<String> nested(Class<? extends Architecture> kind) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().part() instanceof Nested(RebuiltModel model)
                        && kind.isInstance(model.architecture()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What goes into a Permute is no picture yet with its channels where the others have them. */
    private Order order(String name, Input input, Map<String, List<InboundCall>> applications) {
        boolean permuted = applications.entrySet().stream()
                .filter(layer -> isPermute(entry(layer.getKey())))
                .flatMap(layer -> layer.getValue().stream())
                .anyMatch(call -> call.sources().stream()
                        .anyMatch(source -> source.layer().equals(name)));
        return input.shape().rank() == 3 && !permuted ? pictures : Order.AS_WRITTEN;
    }

    private static boolean isPermute(Entry entry) {
        return entry.part() instanceof Single single && single.layer() instanceof Permute;
    }

    /** Applies a layer as often as can be done now, in the order of its calls. */
    private boolean apply(String name, List<InboundCall> applications) {
        SavedPart part = entry(name).part();
        boolean progress = applications.isEmpty();
        while (!applications.isEmpty()) {
            InboundCall call = applications.getFirst();
            List<Source> sources = part instanceof Operation ? call.sources() : call.tensors(name);
            List<Place> inputs = new ArrayList<>();
            for (Source written : sources) {
                Source source = numbers.inbound(written);
                LayerRunner.at(calls(source.layer()), source.call(), source.output(), source.layer())
                        .ifPresent(inputs::add);
            }
            if (inputs.size() < sources.size()) {
                break;
            }
            calls(name).add(run(part, name, call, inputs));
            applications.removeFirst();
            progress = true;
        }
        return progress;
    }

    private List<Place> run(SavedPart part, String name, InboundCall call, List<Place> inputs) {
        return switch (part) {
            case Single single -> runner.run(single, inputs);
            case Nested nested -> runner.run(nested, inputs);
            // Every call has numbers of its own, and so a layer of its own; the first gets the name.
            case Operation operation -> {
                KerasLayer<?> layer = Operations.layer(operation, call);
                yield runner.run(
                        Single.of(
                                calls(name).isEmpty()
                                        ? layer
                                        : layer.with(layer.info().unnamed())),
                        inputs);
            }
        };
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new NnException("the model refers to a layer \"" + name + "\" that it does not have");
        }
        return entry;
    }

    private List<List<Place>> calls(String name) {
        entry(name);
        return calls.computeIfAbsent(name, _ -> new ArrayList<>());
    }

    /** The places in {@code input_layers} or {@code output_layers}: one triple, or triples however deep in lists. */
    private List<Place> places(String key, JsonNode json) {
        List<Place> found = new ArrayList<>();
        addPlaces(key, json, found);
        return found;
    }

    private void addPlaces(String key, JsonNode json, List<Place> found) {
        if (json.path(0).isString()) {
            Source source = numbers.output(InboundCall.source(key, json));
            Optional<Place> place =
                    LayerRunner.at(calls(source.layer()), source.call(), source.output(), source.layer());
            found.add(place.orElseThrow(() -> new NnException(
                    "\"" + key + "\" refers to a call of layer \"" + source.layer() + "\" that is not there")));
        } else {
            json.forEach(element -> addPlaces(key, element, found));
        }
    }
}
