package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerNames;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.layer.WeightSpec;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where Keras keeps the weights of each layer in {@code model.weights.h5}.
 *
 * <p>A layer's group is named after its class and its number among the layers of that class in its model, not after the
 * layer: {@code layers/conv2d_1/vars/0}. A model inside a model has {@code layers} of its own.
 */
final class WeightPlaces {

    /**
     * One layer.
     *
     * @param parent the group of the model around it, empty for the outermost
     * @param group the name of its own group under {@code parent/layers}
     * @param layer with its name
     * @param path what its weights' paths begin with, ending in {@code /}
     * @param weights in the order of the numbers under {@code vars}
     */
    record Place(String parent, String group, Layer layer, String path, List<WeightSpec> weights) {

        String fullGroup() {
            return (parent.isEmpty() ? "" : parent + "/") + "layers/" + group;
        }

        String name() {
            return layer.label();
        }
    }

    private WeightPlaces() {}

    /** The layers of one model, without those of models inside it; in Keras's order. */
    static List<Place> of(Architecture architecture, String parent, String path) {
        Graph graph = architecture.graph();
        List<List<Shape>> shapes = graph.shapes();
        Map<String, Integer> used = new HashMap<>();
        Map<String, Place> places = new java.util.LinkedHashMap<>();
        for (Graph.Step step : graph.steps()) {
            Layer layer = step.layer();
            boolean listed = !(layer instanceof Input && architecture instanceof Sequential);
            if (listed && !places.containsKey(step.name())) {
                String base = LayerNames.snakeCase(layer.className());
                int number = used.merge(base, 1, Integer::sum) - 1;
                places.put(
                        step.name(),
                        new Place(
                                parent,
                                number == 0 ? base : base + "_" + number,
                                layer,
                                path + step.name() + "/",
                                layer.weights(Graph.inputShapes(step, shapes))));
            }
        }
        return new ArrayList<>(places.values());
    }

    static Optional<Architecture> inner(Place place) {
        return place.layer() instanceof Architecture inner ? Optional.of(inner) : Optional.empty();
    }
}
