package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An architecture in two: what the first part makes is all that the second takes.
 *
 * @param front from the inputs to the layer whose output is cut
 * @param tail from there to the outputs; in front of it is an input
 * @param layer the name of the layer whose output is cut
 */
public record Cut(Functional front, Functional tail, String layer) {

    static Optional<Cut> before(Architecture architecture, Set<String> names) {
        Graph graph = architecture.graph();
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(graph.layers().keySet());
        if (!unknown.isEmpty()) {
            throw new NnException(architecture.label() + " has no layer " + String.join(", ", unknown));
        }
        for (int place = graph.steps().size() - 1; place >= 0; place--) {
            if (!(graph.steps().get(place).layer() instanceof Input)) {
                Set<Integer> behind = behind(graph, place);
                if (separates(graph, place, behind) && holds(graph, behind, names)) {
                    return Optional.of(at(architecture, place, behind));
                }
            }
        }
        return Optional.empty();
    }

    /** The steps that the outputs need besides what a step makes. */
    private static Set<Integer> behind(Graph graph, int place) {
        Set<Integer> needed = new HashSet<>();
        graph.outputs().forEach(output -> collect(graph, output.step(), place, needed));
        return needed;
    }

    private static void collect(Graph graph, int start, int end, Set<Integer> found) {
        List<Integer> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            int step = open.removeLast();
            if (step != end && found.add(step)) {
                graph.steps().get(step).inputs().forEach(input -> open.add(input.step()));
            }
        }
    }

    /** Whether all that comes from the inputs passes a step by its only output, and no layer stands on both sides. */
    private static boolean separates(Graph graph, int place, Set<Integer> behind) {
        Set<String> before = new HashSet<>();
        for (int i = 0; i < graph.steps().size(); i++) {
            if (!behind.contains(i)) {
                before.add(graph.steps().get(i).name());
            }
        }
        boolean single = behind.stream()
                .flatMap(step -> graph.steps().get(step).inputs().stream())
                .allMatch(input -> input.step() != place || input.output() == 0);
        return single
                && !behind.isEmpty()
                && behind.stream()
                        .map(step -> graph.steps().get(step))
                        .noneMatch(step -> step.layer() instanceof Input || before.contains(step.name()));
    }

    private static boolean holds(Graph graph, Set<Integer> behind, Set<String> names) {
        Set<String> held = new HashSet<>();
        behind.forEach(step -> held.add(graph.steps().get(step).name()));
        return held.containsAll(names);
    }

    private static Cut at(Architecture architecture, int place, Set<Integer> behind) {
        Graph graph = architecture.graph();
        Shape shape = graph.shapes().get(place).getFirst();
        String name = graph.steps().get(place).name();
        Set<Integer> before = new HashSet<>();
        collect(graph, place, -1, before);
        Input input = new Input(LayerInfo.DEFAULT.named(name + "_output"), shape);
        List<Graph.Step> front = new ArrayList<>();
        List<Graph.Step> tail = new ArrayList<>(List.of(new Graph.Step(name + "_output", input, List.of())));
        Map<Integer, Integer> inFront = new HashMap<>();
        Map<Integer, Integer> inTail = new HashMap<>(Map.of(place, 0));
        for (int i = 0; i < graph.steps().size(); i++) {
            if (before.contains(i)) {
                inFront.put(i, front.size());
                front.add(moved(graph.steps().get(i), inFront));
            } else if (behind.contains(i)) {
                inTail.put(i, tail.size());
                tail.add(moved(graph.steps().get(i), inTail));
            }
        }
        List<Integer> inputs = graph.inputs().stream()
                .filter(before::contains)
                .map(step -> at(step, inFront))
                .toList();
        List<Graph.Value> outputs = graph.outputs().stream()
                .map(output -> new Graph.Value(at(output.step(), inTail), output.output()))
                .toList();
        return new Cut(
                new Functional(
                        architecture.info(), new Graph(front, inputs, List.of(new Graph.Value(at(place, inFront), 0)))),
                new Functional(architecture.info(), new Graph(tail, List.of(0), outputs)),
                name);
    }

    private static Graph.Step moved(Graph.Step step, Map<Integer, Integer> places) {
        return new Graph.Step(
                step.name(),
                step.layer(),
                step.inputs().stream()
                        .map(input -> new Graph.Value(at(input.step(), places), input.output()))
                        .toList());
    }

    private static int at(int step, Map<Integer, Integer> places) {
        Integer place = places.get(step);
        if (place == null) {
            throw new IllegalStateException("step " + step + " stands on the other side");
        }
        return place;
    }
}
