package dev.glimpse.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An architecture with its weights as ONNX, for prediction.
 *
 * <p>Inputs and outputs are Keras's: 32-bit floats, pictures as (batch, height, width, channels), any size of batch. Inside,
 * pictures have their channels first, as ONNX asks for. What only matters while training is left out, and batch
 * normalisation is folded into the layer before it where that is possible.
 *
 * <p>Large weights are kept apart from the graph, in {@link #initializers}: nothing holds a copy of them until they are
 * asked for. As long as the graph is there, the weights that it was made of are, too.
 *
 * <p>It is written in version 17 of ONNX's operators (2022), the first whose nodes say all that is needed here without
 * help: every runtime of the last years reads it.
 */
public final class OnnxGraph {

    private static final long OPSET = 17;
    /** The version of ONNX's file format that came with these operators. */
    private static final long FILE_FORMAT = 8;

    private final GraphProto graph;
    private final List<Port> inputs;
    private final List<Port> outputs;
    private final SequencedMap<String, Initializer> initializers;
    private final SequencedMap<String, String> metadata;

    private OnnxGraph(
            GraphProto graph,
            List<Port> inputs,
            List<Port> outputs,
            SequencedMap<String, Initializer> initializers,
            SequencedMap<String, String> metadata) {
        this.graph = graph;
        this.inputs = inputs;
        this.outputs = outputs;
        this.initializers = Collections.unmodifiableSequencedMap(initializers);
        this.metadata = Collections.unmodifiableSequencedMap(metadata);
    }

    /**
     * Where arrays go in or come out.
     *
     * @param name of the Keras layer
     * @param shape of one sample, as in Keras
     */
    public record Port(String name, Shape shape) {}

    /**
     * The graph of an architecture.
     *
     * @throws OnnxException if there are layers that have no form in ONNX; the message names them all
     * @throws dev.glimpse.nn.NnException if the weights are not the architecture's
     */
    public static OnnxGraph of(Architecture architecture, Weights weights) {
        FlatGraph flat = FlatGraph.of(architecture);
        if (!flat.withoutForm().isEmpty()) {
            throw new OnnxException(
                    "ONNX has no form for layers of your own: " + String.join(", ", flat.withoutForm()));
        }
        weights.requireFit(architecture);
        return new GraphWriter(flat, weights).write(architecture.label());
    }

    /** The layers, by path and class, that have no form in ONNX; if there are none, {@link #of} can write all of it. */
    public static List<String> withoutForm(Architecture architecture) {
        return FlatGraph.of(architecture).withoutForm();
    }

    /** A graph with small constants inside, and those apart that are worth it. */
    static OnnxGraph of(
            GraphProto.Builder graph,
            List<Port> inputs,
            List<Port> outputs,
            SequencedMap<String, Initializer> initializers) {
        SequencedMap<String, Initializer> apart = new LinkedHashMap<>();
        initializers.forEach((name, initializer) -> {
            if (initializer.isApart()) {
                apart.put(name, initializer);
            } else {
                graph.addInitializer(header(initializer).setRawData(bytes(initializer)));
            }
        });
        return new OnnxGraph(graph.build(), List.copyOf(inputs), List.copyOf(outputs), apart, new LinkedHashMap<>());
    }

    /** This graph with facts that a file can carry along, such as labels; ONNX calls them metadata. */
    public OnnxGraph with(Map<String, String> facts) {
        SequencedMap<String, String> all = new LinkedHashMap<>(metadata);
        all.putAll(facts);
        return new OnnxGraph(graph, inputs, outputs, initializers, all);
    }

    /** Where samples go in, in the order in which the architecture takes them. */
    public List<Port> inputs() {
        return inputs;
    }

    /** What comes out, in the architecture's order. */
    public List<Port> outputs() {
        return outputs;
    }

    /** The large constants by name, which {@link #skeleton} lacks. */
    public SequencedMap<String, Initializer> initializers() {
        return initializers;
    }

    /** The facts that go along. */
    public SequencedMap<String, String> metadata() {
        return metadata;
    }

    /**
     * The graph as the bytes of an ONNX file that lacks the numbers of {@link #initializers}: it says that they are
     * somewhere else, so that a session can be given them.
     */
    public byte[] skeleton() {
        GraphProto.Builder skeleton = graph.toBuilder();
        long offset = 0;
        for (Initializer initializer : initializers.values()) {
            skeleton.addInitializer(header(initializer)
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(entry("location", "weights"))
                    .addExternalData(entry("offset", Long.toString(offset)))
                    .addExternalData(entry("length", Long.toString(initializer.bytes()))));
            offset += initializer.bytes();
        }
        return head().setGraph(skeleton).build().toByteArray();
    }

    /** The model around the graph. */
    ModelProto.Builder head() {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(FILE_FORMAT)
                .setProducerName("Glimpse")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
        Optional.ofNullable(OnnxGraph.class.getPackage().getImplementationVersion())
                .ifPresent(model::setProducerVersion);
        metadata.forEach((key, value) -> model.addMetadataProps(entry(key, value)));
        return model;
    }

    /** All of the graph but {@link #initializers}. */
    GraphProto graph() {
        return graph;
    }

    static TensorProto.Builder header(Initializer initializer) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setName(initializer.name());
        initializer.shape().toList().forEach(tensor::addDims);
        return tensor;
    }

    private static ByteString bytes(Initializer initializer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) initializer.bytes());
        try {
            initializer.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
