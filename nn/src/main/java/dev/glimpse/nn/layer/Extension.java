package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Layers put before or after those of an architecture with one input and one output; its own keep names and order. */
final class Extension {

    private Extension() {}

    static Architecture before(Architecture architecture, List<? extends Layer> front) {
        requireOne("input", architecture, architecture.inputShapes().size());
        List<Layer> named = named(front, architecture);
        return switch (architecture) {
            case Sequential sequential -> {
                List<Layer> layers = new ArrayList<>(sequential.layers());
                layers.addAll(1, named);
                yield new Sequential(sequential.info(), layers);
            }
            case Functional functional -> new Functional(functional.info(), before(functional.graph(), named));
        };
    }

    static Architecture after(Architecture architecture, Layer last) {
        requireOne("output", architecture, architecture.outputShapes().size());
        Layer named = named(List.of(last), architecture).getFirst();
        return switch (architecture) {
            case Sequential sequential -> {
                List<Layer> layers = new ArrayList<>(sequential.layers());
                layers.add(named);
                yield new Sequential(sequential.info(), layers);
            }
            case Functional functional -> {
                Graph graph = functional.graph();
                List<Graph.Step> steps = new ArrayList<>(graph.steps());
                steps.add(new Graph.Step(LayerNames.of(named), named, graph.outputs()));
                yield new Functional(
                        functional.info(),
                        new Graph(steps, graph.inputs(), List.of(new Graph.Value(steps.size() - 1, 0))));
            }
        };
    }

    static Functional joined(Architecture first, Architecture next) {
        requireOne("output", first, first.outputShapes().size());
        requireOne("input", next, next.inputShapes().size());
        requireOne("output", next, next.outputShapes().size());
        Graph front = first.graph();
        Graph back = next.graph();
        Set<String> taken = new HashSet<>(front.layers().keySet());
        Map<String, Layer> renamed = new HashMap<>();
        List<Graph.Step> steps = new ArrayList<>(front.steps());
        List<Graph.Value> place = new ArrayList<>();
        for (Graph.Step step : back.steps()) {
            if (step.layer() instanceof Input) {
                place.add(front.outputs().getFirst());
                continue;
            }
            Layer layer =
                    renamed.computeIfAbsent(step.name(), name -> step.layer().named(LayerNames.next(name, taken)));
            List<Graph.Value> inputs = step.inputs().stream()
                    .map(value -> moved(value, place.get(value.step())))
                    .toList();
            place.add(new Graph.Value(steps.size(), 0));
            steps.add(new Graph.Step(LayerNames.of(layer), layer, inputs));
        }
        Graph.Value end = back.outputs().getFirst();
        return new Functional(
                first.info(), new Graph(steps, front.inputs(), List.of(moved(end, place.get(end.step())))));
    }

    /** Where a value of the layers behind is now: the input's is the output of those in front, whichever that was. */
    private static Graph.Value moved(Graph.Value value, Graph.Value place) {
        return value.output() == 0 ? place : new Graph.Value(place.step(), value.output());
    }

    static Functional tapped(Architecture architecture, List<String> names) {
        Graph graph = architecture.graph();
        List<Graph.Value> outputs = new ArrayList<>(graph.outputs());
        for (String name : names) {
            int step = IntStream.range(0, graph.steps().size())
                    .filter(i -> graph.steps().get(i).name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new NnException(architecture.label() + " has no layer \"" + name + '"'));
            outputs.add(new Graph.Value(step, 0));
        }
        return new Functional(architecture.info(), new Graph(graph.steps(), graph.inputs(), outputs));
    }

    static Functional changed(Architecture architecture, UnaryOperator<Layer> change) {
        Graph graph = architecture.graph();
        List<Graph.Step> steps = graph.steps().stream()
                .map(step -> new Graph.Step(step.name(), change.apply(step.layer()), step.inputs()))
                .toList();
        return new Functional(architecture.info(), new Graph(steps, graph.inputs(), graph.outputs()));
    }

    private static Graph before(Graph graph, List<Layer> front) {
        int input = graph.inputs().getFirst();
        int count = front.size();
        List<Graph.Step> steps = new ArrayList<>();
        for (int i = 0; i < graph.steps().size(); i++) {
            Graph.Step step = graph.steps().get(i);
            steps.add(new Graph.Step(step.name(), step.layer(), moved(step.inputs(), input, count)));
            if (i == input) {
                for (int k = 0; k < count; k++) {
                    Layer layer = front.get(k);
                    steps.add(new Graph.Step(LayerNames.of(layer), layer, List.of(new Graph.Value(input + k, 0))));
                }
            }
        }
        return new Graph(steps, graph.inputs(), moved(graph.outputs(), input, count));
    }

    /** Where the values are once {@code count} steps stand behind the input; who took the input takes the last of them. */
    private static List<Graph.Value> moved(List<Graph.Value> values, int input, int count) {
        return values.stream()
                .map(value -> value.step() < input ? value : new Graph.Value(value.step() + count, value.output()))
                .toList();
    }

    private static List<Layer> named(List<? extends Layer> layers, Architecture architecture) {
        Set<String> taken = new HashSet<>(architecture.layersByName().keySet());
        List<Layer> named = new ArrayList<>();
        for (Layer layer : layers) {
            named.add(layer.named(LayerNames.next(layer.label(), taken)));
        }
        return named;
    }

    private static void requireOne(String what, Architecture architecture, int count) {
        if (count != 1) {
            throw new NnException(architecture.label() + " has " + count + " " + what
                    + "s: layers can be put there only where there is one");
        }
    }
}
