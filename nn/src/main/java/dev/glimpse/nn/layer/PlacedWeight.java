package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A weight and where it stands in an architecture.
 *
 * @param path the names of the layers from the outside in, then the weight's own: {@code conv2d/kernel}, or {@code
 *     backbone/conv2d/kernel} within an architecture named {@code backbone}
 * @param spec what it is
 * @param learns whether training changes it: it can learn, and neither its layer nor an architecture around that is
 *     frozen
 */
public record PlacedWeight(String path, WeightSpec spec, boolean learns) {

    static void collect(Architecture architecture, String prefix, boolean learns, List<PlacedWeight> weights) {
        Graph graph = architecture.graph();
        List<List<Shape>> shapes = graph.shapes();
        Set<String> seen = new HashSet<>();
        for (Graph.Step step : graph.steps()) {
            if (!seen.add(step.name())) {
                continue;
            }
            Layer layer = step.layer();
            boolean layerLearns = learns && layer.info().trainable();
            String path = prefix + step.name() + "/";
            if (layer instanceof Architecture inner) {
                collect(inner, path, layerLearns, weights);
            } else {
                for (WeightSpec spec : layer.weights(Graph.inputShapes(step, shapes))) {
                    weights.add(new PlacedWeight(
                            path + spec.name(), spec, layerLearns && spec.role() == WeightSpec.Role.TRAINABLE));
                }
            }
        }
    }
}
