package dev.glimpse.benchmark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.onnx.OnnxFile;
import dev.glimpse.onnx.OnnxGraph;
import dev.glimpse.onnx.run.OnnxRuntime;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;

/** ONNX Runtime and nothing else: a session that runs again and again on one tensor that is ready. */
final class BareNetwork implements AutoCloseable {

    private final OrtSession session;
    private final OnnxTensor input;

    private BareNetwork(OrtSession session, OnnxTensor input) {
        this.session = session;
        this.input = input;
    }

    /** A network for batches of this many pictures, on as many threads as Glimpse uses, which sleep when they are idle. */
    static BareNetwork of(ModelFile model, int batch) throws IOException, OrtException {
        int threads = OnnxRuntime.threads().threads();
        Path file = Files.createTempFile("bare", ".onnx");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OnnxFile.write(file, OnnxGraph.of(model.architecture(), model.weights()));
            options.setIntraOpNumThreads(threads);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            Shape shape = model.architecture().inputShapes().getFirst().prepend(batch);
            FloatBuffer numbers = ByteBuffer.allocateDirect(Math.toIntExact(shape.count() * Float.BYTES))
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            SplittableRandom random = new SplittableRandom(1);
            while (numbers.hasRemaining()) {
                numbers.put(random.nextInt(256));
            }
            return new BareNetwork(
                    environment.createSession(file.toString(), options),
                    OnnxTensor.createTensor(environment, numbers.rewind(), shape.toLongArray()));
        } finally {
            Files.delete(file);
        }
    }

    /** Runs once, and takes what comes out. */
    void run() {
        Map<String, OnnxTensor> inputs =
                Map.of(session.getInputNames().iterator().next(), input);
        try (OrtSession.Result result = session.run(inputs)) {
            result.get(0).getValue();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws OrtException {
        input.close();
        session.close();
    }
}
