package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Shape;
import java.util.List;

/**
 * Layers put together freely: with several inputs and outputs, branches, and layers that are used more than once.
 *
 * @param graph the steps
 * @see <a href="https://keras.io/api/models/model/">Keras: Model (functional API)</a>
 */
public record Functional(LayerInfo info, Graph graph) implements Architecture {

    /**
     * Checks that the layers fit together.
     *
     * @throws dev.glimpse.nn.NnException if one cannot take what it is applied to
     */
    public Functional {
        Steps.require(graph.steps().stream().map(Graph.Step::layer).toList());
        List<List<Shape>> unused = graph.shapes();
        assert unused.size() == graph.steps().size();
    }

    /** Everything from one input to one output. */
    public static Functional of(Node input, Node output) {
        return of(List.of(input), List.of(output));
    }

    /**
     * Everything from these inputs to these outputs.
     *
     * @throws dev.glimpse.nn.NnException if an output depends on an input that is not among these
     */
    public static Functional of(List<Node> inputs, List<Node> outputs) {
        return new Functional(LayerInfo.DEFAULT, GraphBuilder.build(inputs, outputs));
    }

    @Override
    public boolean takesKnownShapes() {
        return true;
    }

    @Override
    public Functional with(LayerInfo newInfo) {
        return new Functional(newInfo, graph);
    }

    @Override
    public Functional named(String name) {
        return with(info.named(name));
    }

    @Override
    public Functional frozen() {
        return new Functional(info.withTrainable(false), changed(Layer::frozen).graph());
    }

    @Override
    public Functional unfrozen() {
        return new Functional(info.withTrainable(true), changed(Layer::unfrozen).graph());
    }

    @Override
    public String className() {
        return "Functional";
    }
}
