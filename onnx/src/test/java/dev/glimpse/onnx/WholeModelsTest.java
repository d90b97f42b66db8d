package dev.glimpse.onnx;

import static dev.glimpse.nn.layer.Layers.averagePooling2d;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.zeroPadding2d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whole models give in ONNX Runtime what they give in libtorch, and what Keras recorded. */
class WholeModelsTest {

    private static final double TOLERANCE = 1e-5;

    /** Keras's own recordings are that exact. */
    private static final double RECORDED_TOLERANCE = 2e-5;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> a_file_that_keras_wrote_predicts_as_it_did_there() {
        return Recorded.cases("archives.json").stream()
                .map(recorded -> DynamicTest.dynamicTest(recorded.name(), () -> check(recorded)));
    }

    private void check(Recorded recorded) throws IOException {
        String name = recorded.get("file").stringValue();
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(Recorded.class.getResourceAsStream("/keras/archive/" + name))) {
            Files.copy(in, file);
        }
        ModelFile model = ModelFiles.read(file);
        List<NdArray.Floats> inputs =
                recorded.list("inputs").stream().map(Recorded::floats).toList();
        List<NdArray.Floats> expected =
                recorded.list("predictions").stream().map(Recorded::floats).toList();

        OnnxGraph graph = OnnxGraph.of(model.architecture(), model.weights());

        Sessions.assertClose(Sessions.run(graph, inputs), expected, RECORDED_TOLERANCE, "Keras");
        checkAgainstLibtorch(model.architecture(), model.weights());
    }

    @TestFactory
    Stream<DynamicTest> layers_of_all_kinds_in_any_order_give_what_libtorch_gives() {
        return LongStream.range(0, 150)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    Architecture architecture = RandomArchitectures.of(seed);
                    checkAgainstLibtorch(architecture, random(architecture, seed));
                }));
    }

    /** ONNX Runtime would make them its own padding, which does not count. */
    @Test
    void zeros_around_a_picture_count_in_the_pooling_behind_them() {
        for (Layer pool :
                List.of(maxPooling2d(3), averagePooling2d(3), maxPooling2d(3).same())) {
            for (Layer before : List.of(conv2d(2, 1), conv2d(2, 1).relu())) {
                Architecture architecture = Sequential.of(input(6, 7, 2), before, zeroPadding2d(1), pool);
                checkAgainstLibtorch(architecture, random(architecture, 1));
            }
        }
    }

    /** One graph for batches of any size. */
    static void checkAgainstLibtorch(Architecture architecture, Weights weights) {
        OnnxGraph graph = OnnxGraph.of(architecture, weights);
        try (Model model = Model.build(architecture)) {
            model.weights(weights.byPath());
            for (int count : new int[] {1, 3}) {
                List<NdArray.Floats> samples = Sessions.samples(architecture, count, count);
                Sessions.assertClose(
                        Sessions.run(graph, samples),
                        model.predict(List.copyOf(samples)),
                        TOLERANCE,
                        architecture.summary());
            }
        }
        assertThat(graph.outputs()).extracting(OnnxGraph.Port::shape).isEqualTo(architecture.outputShapes());
    }

    /** Weights of a size that keeps sums near 1, and statistics that are not those of an untrained layer. */
    static Weights random(Architecture architecture, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        var weights = new LinkedHashMap<String, NdArray.Floats>();
        for (PlacedWeight weight : architecture.placedWeights()) {
            Shape shape = weight.spec().shape();
            boolean positive = weight.spec().name().contains("variance")
                    || weight.spec().name().contains("gamma");
            double width = shape.rank() < 2 ? 1 : 1.7 / Math.sqrt((double) shape.count() / shape.size(-1));
            float[] values = new float[(int) shape.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (positive ? random.nextDouble(0.3, 1.5) : random.nextDouble(-width, width));
            }
            weights.put(weight.path(), new NdArray.Floats(shape, values));
        }
        return new Weights(weights);
    }
}
