package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Turns nodes into a graph in Keras's order.
 *
 * <p>The order matters beyond looks: Keras's files number the layers of a class by it. A layer's depth is its largest
 * distance from an output; layers stand by depth, and among equals by when a walk from the outputs first meets them.
 */
final class GraphBuilder {

    /** One application of a layer, or an input. */
    private static final class Visit {
        final Layer layer;
        final List<Node> sources;
        int depth;
        int place;

        Visit(Layer layer, List<Node> sources) {
            this.layer = layer;
            this.sources = sources;
        }
    }

    private final List<Node> inputs;
    private final IdentityHashMap<Object, Visit> visits = new IdentityHashMap<>();
    private final IdentityHashMap<Layer, Integer> firstMet = new IdentityHashMap<>();
    private final IdentityHashMap<Layer, Integer> layerDepths = new IdentityHashMap<>();
    private final SequencedSet<Visit> finished = new LinkedHashSet<>();

    private GraphBuilder(List<Node> inputs) {
        this.inputs = inputs;
    }

    static Graph build(List<Node> inputs, List<Node> outputs) {
        return new GraphBuilder(inputs).graph(outputs);
    }

    private Graph graph(List<Node> outputs) {
        inputs.forEach(node -> {
            if (!(node instanceof Input)) {
                throw new NnException("an architecture begins at input(...), got " + node);
            }
        });
        outputs.forEach(this::visit);
        measureDepths();
        for (Node input : inputs) {
            if (!visits.containsKey(input)) {
                Visit unused = new Visit((Input) input, List.of());
                visits.put(input, unused);
                firstMet.put(unused.layer, -1);
                finished.addLast(unused);
            }
        }
        IdentityHashMap<Layer, Layer> named = nameLayers();
        List<Visit> order = new ArrayList<>(finished);
        order.sort(Comparator.<Visit>comparingInt(visit -> -visit.depth)
                .thenComparingInt(visit -> firstMet.getOrDefault(visit.layer, 0)));
        for (int i = 0; i < order.size(); i++) {
            order.get(i).place = i;
        }
        List<Graph.Step> steps = new ArrayList<>();
        for (Visit visit : order) {
            Layer layer = named.getOrDefault(visit.layer, visit.layer);
            List<Graph.Value> sources =
                    visit.sources.stream().map(node -> value(node)).toList();
            steps.add(new Graph.Step(LayerNames.of(layer), layer, sources));
        }
        return new Graph(
                steps,
                inputs.stream().map(node -> value(node).step()).toList(),
                outputs.stream().map(node -> value(node)).toList());
    }

    private Visit visit(Node node) {
        Object key = key(node);
        Visit known = visits.get(key);
        if (known != null) {
            return known;
        }
        Visit visit =
                switch (node) {
                    case Input input -> {
                        if (inputs.stream().noneMatch(declared -> key(declared) == key)) {
                            throw new NnException("the outputs depend on an input of shape " + input.shape()
                                    + " that is not among the architecture's inputs: list it");
                        }
                        yield new Visit(input, List.of());
                    }
                    case Applied applied -> new Visit(applied.call().layer, applied.call().inputs);
                };
        visits.put(key, visit);
        firstMet.putIfAbsent(visit.layer, firstMet.size());
        visit.sources.forEach(this::visit);
        finished.addLast(visit);
        return visit;
    }

    private static Object key(Node node) {
        return switch (node) {
            case Input input -> input;
            case Applied applied -> applied.call();
        };
    }

    private void measureDepths() {
        for (Visit visit : finished.reversed()) {
            visit.depth = Math.max(visit.depth, layerDepths.getOrDefault(visit.layer, 0));
            layerDepths.put(visit.layer, visit.depth);
            for (Node source : visit.sources) {
                Visit before = visit(source);
                before.depth = Math.max(before.depth, visit.depth + 1);
            }
        }
    }

    private IdentityHashMap<Layer, Layer> nameLayers() {
        IdentityHashMap<Layer, Layer> settled = new IdentityHashMap<>();
        List<Layer> distinct = new ArrayList<>();
        for (Visit visit : finished) {
            if (settled.containsKey(visit.layer)) {
                continue;
            }
            settled.put(
                    visit.layer,
                    visit.sources.isEmpty()
                            ? visit.layer
                            : Sequential.settle(
                                    visit.layer, visit.sources.getFirst().shape()));
            distinct.add(visit.layer);
        }
        List<Layer> names =
                LayerNames.assign(distinct.stream().map(settled::get).toList());
        IdentityHashMap<Layer, Layer> named = new IdentityHashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            named.put(distinct.get(i), names.get(i));
        }
        return named;
    }

    private Graph.Value value(Node node) {
        int output = node instanceof Applied applied ? applied.output() : 0;
        return new Graph.Value(visit(node).place, output);
    }
}
