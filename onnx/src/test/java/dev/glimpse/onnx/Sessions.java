package dev.glimpse.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.model.Model;
import dev.glimpse.onnx.run.OnnxSession;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.api.Assertions;

/** Runs graphs in ONNX Runtime, on one thread. */
final class Sessions {

    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    private Sessions() {}

    /** The graph as a whole file in memory. */
    static byte[] file(OnnxGraph graph) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            OnnxFile.write(bytes, graph);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What comes out of a graph. */
    static List<NdArray.Floats> run(OnnxGraph graph, List<NdArray.Floats> inputs) {
        return run(graph, file(graph), inputs);
    }

    /** What comes out of a graph whose large weights are handed over apart. */
    static List<NdArray.Floats> runApart(OnnxGraph graph, List<NdArray.Floats> inputs) {
        try (OnnxSession session = OnnxSession.open(graph, 1)) {
            return session.predict(List.copyOf(inputs));
        }
    }

    private static List<NdArray.Floats> run(OnnxGraph graph, byte[] model, List<NdArray.Floats> inputs) {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (var session = ENVIRONMENT.createSession(model, options)) {
                Map<String, OnnxTensor> given = new LinkedHashMap<>();
                for (int i = 0; i < inputs.size(); i++) {
                    given.put(
                            graph.inputs().get(i).name(),
                            OnnxTensor.createTensor(
                                    ENVIRONMENT,
                                    FloatBuffer.wrap(inputs.get(i).values()),
                                    inputs.get(i).shape().toLongArray()));
                }
                try (var result = session.run(given)) {
                    List<NdArray.Floats> outputs = new ArrayList<>();
                    for (OnnxGraph.Port output : graph.outputs()) {
                        OnnxTensor tensor =
                                (OnnxTensor) result.get(output.name()).orElseThrow();
                        int[] shape = Arrays.stream(tensor.getInfo().getShape())
                                .mapToInt(Math::toIntExact)
                                .toArray();
                        FloatBuffer numbers = tensor.getFloatBuffer();
                        float[] values = new float[numbers.remaining()];
                        numbers.get(values);
                        outputs.add(new NdArray.Floats(Shape.of(shape), values));
                    }
                    return outputs;
                } finally {
                    given.values().forEach(OnnxTensor::close);
                }
            }
        } catch (OrtException e) {
            throw new AssertionError(graph.graph() + "\n" + e.getMessage(), e);
        }
    }

    /** The weights of a model. */
    static Weights weights(Model model) {
        return new Weights(new LinkedHashMap<>(model.weights()));
    }

    /** Numbers from -1 to 1, a batch for each input. */
    static List<NdArray.Floats> samples(Architecture architecture, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<NdArray.Floats> samples = new ArrayList<>();
        for (Shape shape : architecture.inputShapes()) {
            Shape batch = shape.prepend(count);
            float[] values = new float[(int) batch.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-1, 1);
            }
            samples.add(new NdArray.Floats(batch, values));
        }
        return samples;
    }

    /** Numbers may differ by {@code tolerance}, times their size where that is above 1. */
    static void assertClose(NdArray.Floats mine, Shape shape, double[] expected, double tolerance, String what) {
        Assertions.assertThat(mine.shape()).as(what).isEqualTo(shape);
        for (int i = 0; i < expected.length; i++) {
            double allowed = tolerance * Math.max(1, Math.abs(expected[i]));
            if (!(Math.abs(mine.values()[i] - expected[i]) <= allowed)) {
                throw new AssertionError(
                        "%s, number %d: %s instead of %s".formatted(what, i, mine.values()[i], expected[i]));
            }
        }
    }

    static void assertClose(List<NdArray.Floats> mine, List<NdArray.Floats> expected, double tolerance, String what) {
        Assertions.assertThat(mine).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < mine.size(); i++) {
            float[] numbers = expected.get(i).values();
            double[] wide = new double[numbers.length];
            for (int k = 0; k < wide.length; k++) {
                wide[k] = numbers[k];
            }
            assertClose(mine.get(i), expected.get(i).shape(), wide, tolerance, what + ", output " + i);
        }
    }
}
