package dev.glimpse.onnx.run;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.glimpse.onnx.Initializer;
import dev.glimpse.onnx.OnnxException;
import dev.glimpse.onnx.OnnxGraph;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph that ONNX Runtime answers with.
 *
 * <p>One session serves any number of threads at the same time. It holds native memory until it is closed.
 */
public final class OnnxSession implements AutoCloseable {

    private final List<OnnxGraph.Port> inputs;
    private final List<OnnxGraph.Port> outputs;
    private final OrtSession session;
    private final InputMemory memory = new InputMemory();

    private OnnxSession(List<OnnxGraph.Port> inputs, List<OnnxGraph.Port> outputs, OrtSession session) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.session = session;
    }

    /**
     * A session on as many threads as are fastest on this machine.
     *
     * @throws OnnxException if ONNX Runtime is not made for this machine, or cannot run the graph
     */
    public static OnnxSession open(OnnxGraph graph) {
        return open(graph, OnnxRuntime.threads().threads());
    }

    /** A session on so many threads. */
    public static OnnxSession open(OnnxGraph graph, int threads) {
        return new Prepared(graph).open(threads);
    }

    /**
     * All that a session needs, with the weights in native memory, so that the graph and the weights that it was made of
     * can be let go before ONNX Runtime makes its own copy. It belongs to one thread, and is opened once.
     */
    public static final class Prepared {

        private final List<OnnxGraph.Port> inputs;
        private final List<OnnxGraph.Port> outputs;
        private final byte[] skeleton;
        private final Arena memory = Arena.ofConfined();
        private final Map<String, OnnxTensorLike> weights = new LinkedHashMap<>();

        /**
         * The session of a graph, as far as can be without a second copy of its weights.
         *
         * @throws OnnxException if ONNX Runtime is not made for this machine
         */
        public Prepared(OnnxGraph graph) {
            this.inputs = graph.inputs();
            this.outputs = graph.outputs();
            this.skeleton = graph.skeleton();
            try {
                OrtEnvironment environment = OnnxRuntime.environment();
                for (Initializer initializer : graph.initializers().values()) {
                    weights.put(
                            initializer.name(),
                            OnnxTensor.createTensor(
                                    environment,
                                    initializer.floats(memory),
                                    initializer.shape().toLongArray()));
                }
            } catch (OrtException wrong) {
                letGo();
                throw new OnnxException("ONNX Runtime cannot take the weights: " + wrong.getMessage(), wrong);
            } catch (RuntimeException | Error wrong) {
                letGo();
                throw wrong;
            }
        }

        /** The session on as many threads as are fastest on this machine; see {@link OnnxSession#open(OnnxGraph)}. */
        public OnnxSession open() {
            return open(OnnxRuntime.threads().threads());
        }

        private OnnxSession open(int threads) {
            try (OrtSession.SessionOptions options = OnnxRuntime.options(threads)) {
                options.addExternalInitializers(weights);
                OrtSession session = OnnxRuntime.environment().createSession(skeleton, options);
                return new OnnxSession(inputs, outputs, session);
            } catch (OrtException wrong) {
                throw new OnnxException("ONNX Runtime cannot run the graph: " + wrong.getMessage(), wrong);
            } finally {
                letGo();
            }
        }

        private void letGo() {
            weights.values().forEach(OnnxTensorLike::close);
            memory.close();
        }
    }

    /**
     * The outputs for given inputs with one batch axis first; one array per output. Bytes are numbers from 0 to 255.
     *
     * @throws OnnxException if the inputs do not fit the graph
     */
    public List<NdArray.Floats> predict(List<NdArray> given) {
        requireShapes(given);
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        List<MemorySegment> lent = new ArrayList<>();
        try {
            for (int i = 0; i < given.size(); i++) {
                MemorySegment numbers = memory.lend(given.get(i));
                lent.add(numbers);
                tensors.put(inputs.get(i).name(), tensor(given.get(i).shape(), numbers));
            }
            try (OrtSession.Result result = session.run(tensors)) {
                List<NdArray.Floats> arrays = new ArrayList<>();
                for (OnnxGraph.Port output : outputs) {
                    arrays.add(array(result.get(output.name()).orElseThrow()));
                }
                return arrays;
            }
        } catch (OrtException wrong) {
            throw new OnnxException("ONNX Runtime failed: " + wrong.getMessage(), wrong);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
            lent.forEach(memory::giveBack);
        }
    }

    private void requireShapes(List<NdArray> given) {
        List<Shape> shapes = given.stream()
                .map(array -> array.shape().drop(Math.min(1, array.shape().rank())))
                .toList();
        List<Shape> wanted = inputs.stream().map(OnnxGraph.Port::shape).toList();
        if (!shapes.equals(wanted)) {
            throw new OnnxException("the graph takes samples of shape " + wanted + ", got " + shapes);
        }
    }

    private static OnnxTensor tensor(Shape shape, MemorySegment numbers) throws OrtException {
        FloatBuffer buffer = numbers.asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .limit(Math.toIntExact(shape.count() * Float.BYTES))
                .asFloatBuffer();
        return OnnxTensor.createTensor(OnnxRuntime.environment(), buffer, shape.toLongArray());
    }

    private static NdArray.Floats array(OnnxValue value) {
        OnnxTensor tensor = (OnnxTensor) value;
        long[] sizes = tensor.getInfo().getShape();
        int[] shape = new int[sizes.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Math.toIntExact(sizes[i]);
        }
        FloatBuffer numbers = tensor.getFloatBuffer();
        float[] values = new float[numbers.remaining()];
        numbers.get(values);
        return new NdArray.Floats(Shape.of(shape), values);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException wrong) {
            throw new OnnxException("ONNX Runtime could not close a session", wrong);
        }
    }
}
