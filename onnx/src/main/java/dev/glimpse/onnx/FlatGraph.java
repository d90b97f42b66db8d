package dev.glimpse.onnx;

import dev.glimpse.nn.layer.Activation;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.CustomLayer;
import dev.glimpse.nn.layer.Dropout;
import dev.glimpse.nn.layer.GaussianNoise;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.RandomLayer;
import dev.glimpse.nn.layer.SpatialDropout2D;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An architecture with those inside it unfolded, and without what changes nothing at prediction.
 *
 * @param steps each with one output; it depends on earlier ones only
 * @param inputs the steps where samples enter
 * @param outputs what the architecture gives
 */
record FlatGraph(List<Step> steps, List<Integer> inputs, List<Output> outputs) {

    /**
     * One application of a layer.
     *
     * @param path the layer's name behind those of the architectures around it; steps of one path share weights
     * @param inputs the steps that the layer is applied to
     * @param shape of the output, for one sample
     */
    record Step(String path, Layer layer, List<Integer> inputs, Shape shape) {}

    /**
     * What the architecture gives.
     *
     * @param name of the layer that it comes from
     */
    record Output(String name, int step) {}

    static FlatGraph of(Architecture architecture) {
        List<Step> steps = new ArrayList<>();
        Graph graph = architecture.graph();
        List<Integer> inputs = new ArrayList<>();
        for (int input : graph.inputs()) {
            Graph.Step step = graph.steps().get(input);
            inputs.add(steps.size());
            steps.add(new Step(
                    step.name(), step.layer(), List.of(), graph.inputShapes().get(inputs.size() - 1)));
        }
        List<Integer> results = unfold(architecture, "", inputs, steps);
        List<Output> outputs = new ArrayList<>();
        for (Graph.Value output : graph.outputs()) {
            outputs.add(new Output(graph.steps().get(output.step()).name(), results.get(outputs.size())));
        }
        return new FlatGraph(List.copyOf(steps), List.copyOf(inputs), List.copyOf(outputs));
    }

    private static List<Integer> unfold(
            Architecture architecture, String prefix, List<Integer> inputs, List<Step> steps) {
        Graph graph = architecture.graph();
        List<List<Shape>> shapes = graph.shapes();
        List<List<Integer>> made = new ArrayList<>();
        for (int i = 0; i < graph.steps().size(); i++) {
            Graph.Step step = graph.steps().get(i);
            List<Integer> given = step.inputs().stream()
                    .map(value -> made.get(value.step()).get(value.output()))
                    .toList();
            String path = prefix + step.name();
            if (graph.inputs().contains(i)) {
                made.add(List.of(inputs.get(graph.inputs().indexOf(i))));
            } else if (step.layer() instanceof Architecture inner) {
                made.add(unfold(inner, path + "/", given, steps));
            } else if (passesOn(step.layer())) {
                made.add(given);
            } else {
                made.add(List.of(steps.size()));
                steps.add(new Step(path, step.layer(), given, shapes.get(i).getFirst()));
            }
        }
        return graph.outputs().stream()
                .map(value -> made.get(value.step()).get(value.output()))
                .toList();
    }

    private static boolean passesOn(Layer layer) {
        return layer instanceof Dropout
                || layer instanceof SpatialDropout2D
                || layer instanceof GaussianNoise
                || layer instanceof RandomLayer<?>
                || (layer instanceof Activation activation && activation.function() == ActivationFunction.LINEAR);
    }

    /** The steps that read a step's output, a step for each time that it does. */
    List<Integer> readers(int step) {
        List<Integer> readers = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            for (int input : steps.get(i).inputs()) {
                if (input == step) {
                    readers.add(i);
                }
            }
        }
        return readers;
    }

    boolean isOutput(int step) {
        return outputs.stream().anyMatch(output -> output.step() == step);
    }

    /** The layers of the caller's own, which say nothing that could be written as ONNX. */
    List<String> withoutForm() {
        Set<String> layers = new LinkedHashSet<>();
        for (Step step : steps) {
            if (step.layer() instanceof CustomLayer custom) {
                layers.add(step.path() + " (" + custom.className() + ")");
            }
        }
        return List.copyOf(layers);
    }
}
