package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/** One output of a layer that was applied to nodes. */
public final class Applied implements Node {

    /** The application, which all its outputs share; told apart by identity. */
    static final class Call {

        final Layer layer;
        final List<Node> inputs;

        private Call(Layer layer, List<Node> inputs) {
            this.layer = layer;
            this.inputs = inputs;
        }
    }

    private final Call call;
    private final int output;
    private final Shape shape;

    private Applied(Call call, int output, Shape shape) {
        this.call = call;
        this.output = output;
        this.shape = shape;
    }

    static List<Node> outputs(Layer layer, List<Node> inputs) {
        List<Shape> shapes = layer.outputShapes(inputs.stream().map(Node::shape).toList());
        Call call = new Call(layer, inputs);
        return IntStream.range(0, shapes.size())
                .<Node>mapToObj(output -> new Applied(call, output, shapes.get(output)))
                .toList();
    }

    Call call() {
        return call;
    }

    int output() {
        return output;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public String toString() {
        return call.layer.label() + " " + shape;
    }
}
