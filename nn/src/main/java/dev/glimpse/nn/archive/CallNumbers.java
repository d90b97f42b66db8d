package dev.glimpse.nn.archive;

import dev.glimpse.nn.archive.InboundCall.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * How Keras numbers the calls of models inside a model.
 *
 * <p>A functional model has been called once before anyone calls it, by the making of it. Keras 1 and 2 count this call
 * wherever they refer to one, so theirs begin at 1. Keras 3 counts it in {@code output_layers} alone.
 *
 * @param fromOne models whose calls are counted from 1 by other layers
 * @param fromOneInOutputs models whose calls are counted from 1 by {@code output_layers}
 */
record CallNumbers(Set<String> fromOne, Set<String> fromOneInOutputs) {

    private enum Age {
        KERAS_2,
        KERAS_3
    }

    /**
     * The numbering of one file. A model that is there has a first call that is referred to, so where none has the number
     * 0, they begin at 1.
     *
     * @param functional the names of the functional models inside
     * @param sequential the names of the sequential ones, which Keras 2 treats alike where they know their input
     */
    static CallNumbers of(
            Set<String> functional,
            Set<String> sequential,
            Map<String, List<InboundCall>> calls,
            Collection<JsonNode> nodes,
            JsonNode outputs) {
        List<Source> outside = new ArrayList<>();
        collect(outputs, outside);
        List<Source> inside = calls.values().stream()
                .flatMap(List::stream)
                .flatMap(call -> call.sources().stream())
                .toList();
        return switch (age(nodes)) {
            case KERAS_2 -> {
                List<Source> all = new ArrayList<>(inside);
                all.addAll(outside);
                Set<String> models = new HashSet<>(functional);
                models.addAll(sequential);
                Set<String> late = withoutFirst(models, all);
                yield new CallNumbers(late, late);
            }
            case KERAS_3 -> new CallNumbers(Set.of(), withoutFirst(functional, outside));
        };
    }

    /** A reference of a layer to a call, counted from 0. */
    Source inbound(Source source) {
        return fromOne.contains(source.layer()) ? earlier(source) : source;
    }

    /** A reference of {@code output_layers} to a call, counted from 0. */
    Source output(Source source) {
        return fromOneInOutputs.contains(source.layer()) ? earlier(source) : source;
    }

    private static Source earlier(Source source) {
        return new Source(source.layer(), source.call() - 1, source.output());
    }

    private static Age age(Collection<JsonNode> nodes) {
        return nodes.stream().anyMatch(calls -> calls.path(0).isArray()) ? Age.KERAS_2 : Age.KERAS_3;
    }

    private static Set<String> withoutFirst(Set<String> models, List<Source> references) {
        return models.stream()
                .filter(model -> references.stream()
                        .filter(source -> source.layer().equals(model))
                        .noneMatch(source -> source.call() == 0))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void collect(JsonNode places, List<Source> found) {
        if (places.path(0).isString()) {
            found.add(InboundCall.source("output_layers", places));
        } else {
            places.forEach(place -> collect(place, found));
        }
    }
}
