package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every architecture comes down to: steps in an order in which they can be computed.
 *
 * <p>Inputs are steps too, with an {@link Input} as their layer. The order is Keras's, so that files and summaries
 * agree: by distance from the outputs, then by first visit from them.
 *
 * @param steps each depends on earlier ones only
 * @param inputs the steps where samples enter, in the order in which a model takes them
 * @param outputs what the architecture gives
 */
public record Graph(List<Step> steps, List<Integer> inputs, List<Value> outputs) {

    /**
     * One application of a layer.
     *
     * @param name of the layer; steps of the same name share one layer and its weights
     * @param layer carries its name
     * @param inputs what the layer is applied to; empty for an {@link Input}
     */
    public record Step(String name, Layer layer, List<Value> inputs) {
        public Step {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * One output of a step.
     *
     * @param step its index in {@link Graph#steps}
     * @param output 0, unless the step's layer has several outputs
     */
    public record Value(int step, int output) {}

    public Graph {
        steps = List.copyOf(steps);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        Map<String, Layer> layers = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Layer known = layers.putIfAbsent(step.name(), step.layer());
            if (known != null && !known.equals(step.layer())) {
                throw new NnException("two layers are named \"" + step.name() + "\": give one of them another name");
            }
            for (Value input : step.inputs()) {
                if (input.step() >= i) {
                    throw new NnException("\"" + step.name() + "\" depends on a later step: a graph has no cycles");
                }
            }
        }
        if (inputs.isEmpty() || outputs.isEmpty()) {
            throw new NnException("an architecture needs at least one input and one output, got " + inputs.size()
                    + " and " + outputs.size());
        }
    }

    /** The layers by name, each once, in Keras's order; inputs among them. */
    public Map<String, Layer> layers() {
        Map<String, Layer> layers = new LinkedHashMap<>();
        steps.forEach(step -> layers.putIfAbsent(step.name(), step.layer()));
        return layers;
    }

    /** The shapes of samples at the inputs. */
    public List<Shape> inputShapes() {
        return inputs.stream()
                .map(step -> ((Input) steps.get(step).layer()).shape())
                .toList();
    }

    /**
     * The shapes of the outputs of each step.
     *
     * @throws NnException if shapes do not fit; the message names the layer
     */
    public List<List<Shape>> shapes() {
        List<List<Shape>> shapes = new ArrayList<>();
        for (Step step : steps) {
            shapes.add(
                    step.layer() instanceof Input input
                            ? List.of(input.shape())
                            : step.layer().outputShapes(inputShapes(step, shapes)));
        }
        return shapes;
    }

    /** The shapes of what a step is applied to, given those of {@link #shapes}. */
    public static List<Shape> inputShapes(Step step, List<List<Shape>> shapes) {
        return step.inputs().stream()
                .map(value -> shapes.get(value.step()).get(value.output()))
                .toList();
    }

    /** The shapes of samples at the outputs. */
    public List<Shape> outputShapes() {
        List<List<Shape>> shapes = shapes();
        return outputs.stream()
                .map(value -> shapes.get(value.step()).get(value.output()))
                .toList();
    }

    static <T> T only(List<T> outputs, Layer layer) {
        if (outputs.size() != 1) {
            throw new NnException(
                    layer.label() + " has " + outputs.size() + " outputs: take them with outputsOn(...), and choose");
        }
        return outputs.getFirst();
    }
}
