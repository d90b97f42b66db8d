package dev.glimpse.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.CustomLayer;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.onnx.FlatGraph.Step;
import dev.glimpse.onnx.OnnxGraph.Port;
import dev.glimpse.onnx.Value.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The walk over the steps of an architecture that writes their nodes. */
final class GraphWriter {

    private final FlatGraph flat;
    private final Weights weights;
    private final Folds folds;
    private final Nodes nodes = new Nodes();
    private final Layouts layouts = new Layouts(nodes);
    private final List<Value> values = new ArrayList<>();
    /** What inputs and outputs are called now, by the names that they had when their nodes were written. */
    private final Map<String, String> ends = new HashMap<>();

    GraphWriter(FlatGraph flat, Weights weights) {
        this.flat = flat;
        this.weights = weights;
        this.folds = new Folds(flat);
    }

    OnnxGraph write(String name) {
        List<Port> inputs = flat.inputs().stream()
                .map(input -> flat.steps().get(input))
                .map(step -> new Port(nodes.reserve(step.path()), step.shape()))
                .toList();
        List<Port> outputs = flat.outputs().stream()
                .map(output -> new Port(
                        nodes.reserve(output.name()),
                        flat.steps().get(output.step()).shape()))
                .toList();
        for (int i = 0; i < flat.steps().size(); i++) {
            int input = flat.inputs().indexOf(i);
            values.add(
                    input >= 0
                            ? Value.of(
                                    inputs.get(input).shape(),
                                    Order.KERAS,
                                    inputs.get(input).name())
                            : step(i));
        }
        inputs.forEach(input -> ends.put(input.name(), input.name()));
        for (int i = 0; i < outputs.size(); i++) {
            end(
                    layouts.keras(values.get(flat.outputs().get(i).step())),
                    outputs.get(i).name());
        }
        GraphProto.Builder graph = GraphProto.newBuilder().setName(name);
        inputs.forEach(port -> graph.addInput(info(port)));
        outputs.forEach(port -> graph.addOutput(info(port)));
        nodes.addTo(graph);
        return OnnxGraph.of(graph, inputs, outputs, nodes.initializers());
    }

    /** What a node makes gets the output's name, unless it is an input or another output already. */
    private void end(String made, String output) {
        String name = ends.putIfAbsent(made, output);
        if (name == null) {
            nodes.rename(made, output);
        } else {
            nodes.rename(nodes.op("Identity", name).named(output), output);
        }
    }

    private Value step(int index) {
        Step step = flat.steps().get(index);
        List<Value> inputs = step.inputs().stream().map(values::get).toList();
        if (folds.isNormalizedBefore(index) || folds.paddingOf(index).isPresent()) {
            return inputs.getFirst();
        }
        Margins padding = folds.paddingOf(step.inputs().getFirst()).orElse(Margins.NONE);
        Place place = new Place(
                step, inputs.getFirst().shape(), folds.normalizationIn(index), padding, weights, nodes, layouts);
        return switch (step.layer()) {
            case KerasLayer<?> known -> LayerNodes.of(known, inputs, place);
            case CustomLayer custom -> throw new AssertionError(custom.className() + " was refused before");
            case Architecture _ -> throw new AssertionError("architectures were unfolded before");
        };
    }

    private static ValueInfoProto info(Port port) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        for (int size : port.shape().toList()) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(port.name())
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }
}
