package dev.glimpse.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;

/** A node that is being put together; it joins the graph when it gets its name. */
final class Op {

    private final Nodes nodes;
    private final NodeProto.Builder node;

    Op(Nodes nodes, NodeProto.Builder node) {
        this.nodes = nodes;
        this.node = node;
    }

    Op ints(String name, long... values) {
        AttributeProto.Builder attribute = attribute(name, AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        node.addAttribute(attribute);
        return this;
    }

    Op integer(String name, long value) {
        node.addAttribute(attribute(name, AttributeType.INT).setI(value));
        return this;
    }

    Op number(String name, double value) {
        node.addAttribute(attribute(name, AttributeType.FLOAT).setF((float) value));
        return this;
    }

    Op text(String name, String value) {
        node.addAttribute(attribute(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
        return this;
    }

    /** Adds the node under this name, or one like it that is free; so is its output called. */
    String named(String wish) {
        return nodes.add(node, wish);
    }

    private static AttributeProto.Builder attribute(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
