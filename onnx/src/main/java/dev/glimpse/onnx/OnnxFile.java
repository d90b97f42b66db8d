package dev.glimpse.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedOutputStream;
import dev.glimpse.nn.archive.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Files with a graph and its weights, as other programs open them; weights are streamed, never all in memory twice. */
public final class OnnxFile {

    /** Protobuf counts the bytes of a message in 31 bits. */
    private static final long LARGEST = Integer.MAX_VALUE;

    private static final int LENGTH_DELIMITED = 2;

    private OnnxFile() {}

    /**
     * Writes a graph into one file, whole or not at all.
     *
     * @throws OnnxException if it is larger than an ONNX file can be, 2 GB
     * @throws IOException if the file cannot be written; what was there before is still there then
     */
    public static void write(Path file, OnnxGraph graph) throws IOException {
        requireSize(graph);
        WholeFile.write(file, out -> write(out, graph));
    }

    static void write(OutputStream out, OnnxGraph graph) throws IOException {
        requireSize(graph);
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        graph.head().buildPartial().writeTo(coded);
        begin(coded, ModelProto.GRAPH_FIELD_NUMBER, graphSize(graph));
        graph.graph().writeTo(coded);
        for (Initializer initializer : graph.initializers().values()) {
            TensorProto header = OnnxGraph.header(initializer).build();
            begin(coded, GraphProto.INITIALIZER_FIELD_NUMBER, tensorSize(initializer));
            header.writeTo(coded);
            begin(coded, TensorProto.RAW_DATA_FIELD_NUMBER, initializer.bytes());
            coded.flush();
            initializer.writeTo(out);
        }
        coded.flush();
    }

    private static void begin(CodedOutputStream coded, int field, long length) throws IOException {
        coded.writeTag(field, LENGTH_DELIMITED);
        coded.writeUInt64NoTag(length);
    }

    private static long graphSize(OnnxGraph graph) {
        long size = graph.graph().getSerializedSize();
        for (Initializer initializer : graph.initializers().values()) {
            size += delimited(GraphProto.INITIALIZER_FIELD_NUMBER, tensorSize(initializer));
        }
        return size;
    }

    private static long tensorSize(Initializer initializer) {
        return OnnxGraph.header(initializer).build().getSerializedSize()
                + delimited(TensorProto.RAW_DATA_FIELD_NUMBER, initializer.bytes());
    }

    private static long delimited(int field, long length) {
        return CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt64SizeNoTag(length) + length;
    }

    private static void requireSize(OnnxGraph graph) {
        long size = graph.head().buildPartial().getSerializedSize()
                + delimited(ModelProto.GRAPH_FIELD_NUMBER, graphSize(graph));
        if (size > LARGEST) {
            throw new OnnxException(
                    "the model would be an ONNX file of " + size + " bytes, and such a file holds at most " + LARGEST
                            + ": export it as .keras or .h5, which have no such limit");
        }
    }
}
