package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.Activation;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.nn.layer.Graph.Value;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.MaxPooling2D;
import dev.glimpse.nn.layer.Softmax;
import dev.glimpse.nn.layer.WithActivation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An architecture's graph, made ready to be walked.
 *
 * <p>Layers are data, so what makes the walk faster is a change of data. A ReLU whose only reader is a max-pooling is
 * moved behind it: the maximum of what is cut off at 0 is the maximum, cut off at 0, and there is a quarter as much to
 * cut. The gradients are equal as well, for they differ only where both are 0. And what stands in a frozen architecture is
 * frozen itself.
 *
 * @param steps in an order in which they can be computed
 * @param inputs the steps where samples enter
 * @param outputs what the architecture gives
 * @param lastReaders for each step the last one that reads it, or itself if none does
 */
record Plan(List<PlannedStep> steps, List<Integer> inputs, List<Value> outputs, List<Integer> lastReaders) {

    /**
     * One step.
     *
     * @param path the layer's name behind those of the architectures around it
     * @param layer what to compute
     * @param inner how to walk the layer, if it is an architecture
     * @param after what to apply to the result
     * @param inputs what the layer is applied to
     */
    record PlannedStep(String path, Layer layer, Optional<Plan> inner, ActivationFunction after, List<Value> inputs) {

        private PlannedStep withLayer(Layer newLayer) {
            return new PlannedStep(path, newLayer, inner, after, inputs);
        }

        private PlannedStep followedBy(ActivationFunction function) {
            return new PlannedStep(path, layer, inner, function, inputs);
        }
    }

    /** The plan of an architecture. */
    static Plan of(Architecture architecture) {
        return of(architecture, "", architecture.info().trainable());
    }

    private static Plan of(Architecture architecture, String prefix, boolean learns) {
        Graph graph = architecture.graph();
        List<PlannedStep> steps = new ArrayList<>();
        Map<String, Plan> known = new HashMap<>();
        for (Graph.Step step : graph.steps()) {
            String path = prefix + step.name();
            Layer layer = learns ? step.layer() : step.layer().frozen();
            Optional<Plan> inner = layer instanceof Architecture nested
                    ? Optional.of(known.computeIfAbsent(
                            path, _ -> of(nested, path + "/", nested.info().trainable())))
                    : Optional.empty();
            steps.add(new PlannedStep(path, layer, inner, ActivationFunction.LINEAR, step.inputs()));
        }
        List<Integer> readers = readers(graph);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).layer() instanceof MaxPooling2D) {
                postponeRelu(steps, steps.get(i).inputs().getFirst().step(), i, readers);
            }
        }
        return new Plan(steps, graph.inputs(), graph.outputs(), lastReaders(graph));
    }

    /**
     * This plan without the activation function that an output ends in, so that a loss can have what goes into it.
     *
     * @return nothing if that output does not end in this function
     */
    Optional<Plan> without(ActivationFunction function, int output) {
        int last = outputs.get(output).step();
        PlannedStep step = steps.get(last);
        boolean readOnce =
                outputs.stream().filter(value -> value.step() == last).count() == 1 && lastReaders.get(last) == last;
        if (!readOnce || step.after() != ActivationFunction.LINEAR) {
            return Optional.empty();
        }
        return withoutActivation(step.layer(), function).map(layer -> {
            List<PlannedStep> changed = new ArrayList<>(steps);
            changed.set(last, step.withLayer(layer));
            return new Plan(changed, inputs, outputs, lastReaders);
        });
    }

    private static void postponeRelu(List<PlannedStep> steps, int from, int to, List<Integer> readers) {
        PlannedStep source = steps.get(from);
        if (readers.get(from) == 1 && source.after() == ActivationFunction.LINEAR) {
            withoutActivation(source.layer(), ActivationFunction.RELU).ifPresent(layer -> {
                steps.set(from, source.withLayer(layer));
                steps.set(to, steps.get(to).followedBy(ActivationFunction.RELU));
            });
        }
    }

    private static Optional<Layer> withoutActivation(Layer layer, ActivationFunction function) {
        if (layer.info().activityRegularizer().isPresent()) {
            // What the layer makes has its price, and without its activation it would make something else.
            return Optional.empty();
        }
        if (layer instanceof WithActivation<?> active && active.activation() == function) {
            return Optional.of((Layer) active.activation(ActivationFunction.LINEAR));
        }
        if (layer instanceof Activation activation && activation.function() == function) {
            return Optional.of(Layers.activation(ActivationFunction.LINEAR).with(activation.info()));
        }
        if (layer instanceof Softmax softmax
                && function == ActivationFunction.SOFTMAX
                && softmax.axes().equals(List.of(-1))) {
            return Optional.of(Layers.activation(ActivationFunction.LINEAR).with(softmax.info()));
        }
        return Optional.empty();
    }

    /** How many steps and outputs read each step. */
    private static List<Integer> readers(Graph graph) {
        int[] readers = new int[graph.steps().size()];
        graph.steps().forEach(step -> step.inputs().forEach(input -> readers[input.step()]++));
        graph.outputs().forEach(output -> readers[output.step()]++);
        return Arrays.stream(readers).boxed().toList();
    }

    private static List<Integer> lastReaders(Graph graph) {
        List<Integer> last = new ArrayList<>();
        for (int i = 0; i < graph.steps().size(); i++) {
            last.add(i);
            for (Value input : graph.steps().get(i).inputs()) {
                last.set(input.step(), i);
            }
        }
        return last;
    }
}
