package dev.glimpse.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.glimpse.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;

/** The nodes and constants of a graph that is being written, each under a name of its own. */
final class Nodes {

    private final List<NodeProto.Builder> nodes = new ArrayList<>();
    private final Map<String, TensorProto> wholeNumbers = new LinkedHashMap<>();
    private final SequencedMap<String, Initializer> initializers = new LinkedHashMap<>();
    private final Map<String, String> namesByKey = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /** Keeps a name from being given to anything else. */
    String reserve(String wish) {
        String name = wish;
        for (int i = 2; !names.add(name); i++) {
            name = wish + "_" + i;
        }
        return name;
    }

    Op op(String type, String... inputs) {
        return new Op(this, NodeProto.newBuilder().setOpType(type).addAllInput(Arrays.asList(inputs)));
    }

    /** A node with several outputs. */
    List<String> add(String type, List<String> inputs, List<String> wishes) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(type).addAllInput(inputs);
        wishes.forEach(wish -> node.addOutput(reserve(wish)));
        nodes.add(node.setName(node.getOutput(0)));
        return node.getOutputList();
    }

    String add(NodeProto.Builder node, String wish) {
        String name = reserve(wish);
        nodes.add(node.setName(name).addOutput(name));
        return name;
    }

    /** Calls what a node makes by a name that was reserved for it. */
    void rename(String from, String to) {
        for (NodeProto.Builder node : nodes) {
            for (int i = 0; i < node.getInputCount(); i++) {
                if (node.getInput(i).equals(from)) {
                    node.setInput(i, to);
                }
            }
            for (int i = 0; i < node.getOutputCount(); i++) {
                if (node.getOutput(i).equals(from)) {
                    node.setOutput(i, to).setName(to);
                }
            }
        }
    }

    /** Whole numbers: shapes, axes, sizes. */
    String longs(long... values) {
        return wholeNumbers("longs ", true, values);
    }

    /** One whole number that is no array. */
    String wholeNumber(long value) {
        return wholeNumbers("long ", false, value);
    }

    private String wholeNumbers(String kind, boolean array, long... values) {
        return namesByKey.computeIfAbsent(kind + Arrays.toString(values), _ -> {
            String name = reserve("ints/" + joined(values));
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(values);
            TensorProto.Builder tensor = TensorProto.newBuilder()
                    .setDataType(TensorProto.DataType.INT64.getNumber())
                    .setName(name)
                    .setRawData(ByteString.copyFrom(bytes));
            if (array) {
                tensor.addDims(values.length);
            }
            wholeNumbers.put(name, tensor.build());
            return name;
        });
    }

    private static String joined(long[] values) {
        int shown = Math.min(values.length, 8);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : "_").append(values[i]);
        }
        return text.toString();
    }

    /** One number, for all of an array. */
    String number(double value) {
        float narrow = (float) value;
        return constant("number " + narrow, "number/" + narrow, Shape.scalar(), () -> Numbers.of(narrow));
    }

    /**
     * A constant.
     *
     * @param key what it is; it is there once, however often it is asked for
     * @param wish how to call it
     */
    String constant(String key, String wish, Shape shape, Supplier<Numbers> numbers) {
        return namesByKey.computeIfAbsent(key, _ -> {
            String name = reserve(wish);
            initializers.put(
                    name, new Initializer(name, shape, target -> numbers.get().writeTo(target)));
            return name;
        });
    }

    SequencedMap<String, Initializer> initializers() {
        return initializers;
    }

    /** The nodes and the whole numbers; the other constants are {@link #initializers}. */
    void addTo(GraphProto.Builder graph) {
        nodes.forEach(graph::addNode);
        wholeNumbers.values().forEach(graph::addInitializer);
    }
}
