package dev.glimpse.nn.archive;

import static dev.glimpse.nn.layer.Layers.concatenate;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Node;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Files of models that others made with Keras 1, 2 and 3: each opens and predicts what was recorded, or is refused by name.
 *
 * <p>Where nothing was recorded, the numbers are those of Keras 3.15, which got the same weights.
 */
@Tag("shared-data")
class ImportSuiteTest {

    private static final Offset<Float> TOLERANCE = Offset.offset(1e-5f);

    private static final String DL4J = "dl4j-test-resources/";

    /** With weights, or with what models made of something. Configurations alone have a test of their own. */
    private static final Set<String> FILES = Set.of(
            DL4J + "fullconfigs/cnn/cnn_batch_norm.h5",
            DL4J + "gans/dcgan_discriminator.h5",
            DL4J + "gans/dcgan_generator.h5",
            DL4J + "gans/wgan_discriminator.h5",
            DL4J + "gans/wgan_generator.h5",
            DL4J + "mnist_cnn/mnist_cnn_tf_keras_1_weights.h5",
            DL4J + "mnist_mlp/mnist_mlp_tf_keras_1_inputs_and_outputs.h5",
            DL4J + "mnist_mlp/mnist_mlp_tf_keras_1_weights.h5",
            DL4J + "mnist_mlp/mnist_mlp_tf_keras_2_inputs_and_outputs.h5",
            DL4J + "mnist_mlp/mnist_mlp_tf_keras_2_weights.h5",
            DL4J + "simple/cnn_tf_model.h5",
            "keras-team/pre_pr22362_nested_container.keras",
            "kotlindl/batchnorm/weights.h5",
            "mlcommons-tiny/pretrainedResnet.h5",
            "mlcommons-tiny/vww_96.h5");

    private static Path shared(String path) {
        String shared = System.getProperty("glimpse.shared", "");
        assumeTrue(!shared.isEmpty(), "the models are not here: -Dglimpse.shared names their folder");
        return Path.of(shared, "keras").resolve(path);
    }

    private static float[] predict(ModelFile file, NdArray input) {
        try (Model model = Model.of(file)) {
            return model.predict(List.of(input)).getFirst().values();
        }
    }

    private static ModelFile weights(String weights, String configuration) throws IOException {
        return ModelFiles.readWeights(
                shared(weights), ModelFiles.describe(shared(configuration)).config());
    }

    @Test
    void no_file_is_forgotten() throws IOException {
        Path folder = shared("");
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> there = files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(".h5") || name.endsWith(".keras"))
                    .toList();
            assertThat(there).containsExactlyInAnyOrderElementsOf(FILES);
        }
    }

    @ParameterizedTest
    @CsvSource({"pretrainedResnet, 1", "vww_96, 255"})
    void a_network_for_small_devices_predicts_as_its_twin_does(String name, float scale) throws IOException {
        JsonNode recorded = KerasJson.parse(Files.readString(shared("mlcommons-tiny/" + name + ".expected.json")));
        byte[] bytes = Files.readAllBytes(shared("mlcommons-tiny/" + name + ".inputs.u8.bin"));
        float[] pixels = new float[bytes.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (bytes[i] & 0xFF) / scale;
        }
        int[] sizes = recorded.path("input_shape")
                .valueStream()
                .mapToInt(JsonNode::asInt)
                .toArray();
        ModelFile file = ModelFiles.read(shared("mlcommons-tiny/" + name + ".h5"));

        // The record allows 1e-4, for it was made by a TensorFlow Lite twin; 1e-5 is kept all the same.
        float[] predictions = predict(file, new NdArray.Floats(Shape.of(sizes), pixels));
        float[] expected = new float[predictions.length];
        int i = 0;
        for (JsonNode row : recorded.path("outputs")) {
            for (JsonNode value : row) {
                expected[i++] = value.floatValue();
            }
        }
        assertThat(predictions).containsExactly(expected, TOLERANCE);
        assertThat(file.remarks()).isEmpty();
        assertThat(file.optimizer()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1, dense_input_1, activation_3", "2, dense_1_input, dense_3"})
    void digits_are_told_by_weights_alone(String keras, String input, String output) throws IOException {
        String of = DL4J + "mnist_mlp/mnist_mlp_tf_keras_" + keras;
        ModelFile file = weights(of + "_weights.h5", of + "_config.json");

        record Recorded(NdArray.Floats inputs, float[] predictions) {}
        Recorded recorded = Hdf5Reader.read(shared(of + "_inputs_and_outputs.h5"), h5 -> {
            var inputs = h5.array(h5.group(h5.root(), "inputs").orElseThrow(), input);
            var predictions = h5.array(h5.group(h5.root(), "predictions").orElseThrow(), output);
            return new Recorded(new NdArray.Floats(inputs.shape(), inputs.toFloats()), predictions.toFloats());
        });

        assertThat(predict(file, recorded.inputs())).containsExactly(recorded.predictions(), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void recorded_outputs_are_no_model(String keras) {
        Path file = shared(DL4J + "mnist_mlp/mnist_mlp_tf_keras_" + keras + "_inputs_and_outputs.h5");

        assertThatThrownBy(() -> ModelFiles.read(file))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("is an HDF5 file, but none of Keras's");
    }

    @Test
    void keras_1_had_the_same_convolutions() throws IOException {
        float[] values = numbers(DL4J + "simple/cnn_tf_input.txt");
        float[] turned = new float[values.length];
        // The numbers were written down with the channels first: 3, 8, 8.
        for (int i = 0; i < turned.length; i++) {
            turned[i] = values[i % 3 * 64 + i / 3];
        }
        ModelFile file = ModelFiles.read(shared(DL4J + "simple/cnn_tf_model.h5"));

        // The record has six decimals.
        assertThat(predict(file, new NdArray.Floats(Shape.of(1, 8, 8, 3), turned)))
                .containsExactly(numbers(DL4J + "simple/cnn_tf_output.txt"), TOLERANCE);
    }

    @Test
    void a_network_with_normalization_predicts_as_recorded() throws IOException {
        ModelFile file = ModelFiles.read(shared(DL4J + "fullconfigs/cnn/cnn_batch_norm.h5"));
        double[] input = npy(DL4J + "fullconfigs/cnn/input.npy");
        double[] expected = npy(DL4J + "fullconfigs/cnn/predictions.npy");

        assertThat(predict(file, new NdArray.Floats(Shape.of(input.length / 300, 10, 10, 3), floats(input))))
                .containsExactly(floats(expected), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "dcgan_discriminator, 2 28 28 1, 0.5029285 0.5040325",
        "dcgan_generator, 2 100, 0.0021828243 -0.060892843 -0.11305533 -0.019266026 -0.04866574 -0.12108119",
        "wgan_discriminator, 2 28 28 1, -0.0028849225 -0.0067304545 0.07329553 -0.0024952244 0.024802964 -0.00885692",
        "wgan_generator, 2 100, -0.027423931 -0.017966734 0.012130258 0.0016049627 0.0112953335 0.05331341",
        "kotlindl, 2 28 28 1, -0.8546986 -2.3455734 -0.7117848 -2.7496989 -1.4405103 -5.065346"
    })
    void what_was_not_recorded_is_as_keras_has_it(String name, String shape, String expected) throws IOException {
        ModelFile file =
                switch (name) {
                    case "kotlindl" -> weights("kotlindl/batchnorm/weights.h5", "kotlindl/batchnorm/modelConfig.json");
                    default -> ModelFiles.read(shared(DL4J + "gans/" + name + ".h5"));
                };
        Shape batch = Shape.of(
                Arrays.stream(shape.split(" ")).mapToInt(Integer::parseInt).toArray());
        float[] pattern = new float[(int) batch.count()];
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] = (float) (i * 7919L % 255 / 255.0);
        }
        float[] made = predict(file, new NdArray.Floats(batch, pattern));
        float[] wanted = numbers(List.of(expected.split(" ")));
        float[] some = new float[wanted.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = made[i * Math.max(1, made.length / 6)];
        }

        assertThat(some).containsExactly(wanted, TOLERANCE);
    }

    @Test
    void keras_1_told_digits() throws IOException {
        ModelFile file = weights(
                DL4J + "mnist_cnn/mnist_cnn_tf_keras_1_weights.h5",
                DL4J + "mnist_cnn/mnist_cnn_tf_keras_1_config.json");
        byte[] pictures = idx("t10k-images-idx3-ubyte.gz", 16, 1000 * 28 * 28);
        byte[] labels = idx("t10k-labels-idx1-ubyte.gz", 8, 1000);
        float[] pixels = new float[pictures.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (pictures[i] & 0xFF) / 255f;
        }
        float[] made = predict(file, new NdArray.Floats(Shape.of(1000, 28, 28, 1), pixels));
        int right = 0;
        for (int i = 0; i < 1000; i++) {
            int best = 0;
            for (int label = 1; label < 10; label++) {
                best = made[10 * i + label] > made[10 * i + best] ? label : best;
            }
            right += best == labels[i] ? 1 : 0;
        }

        // That many a pass in numpy got right.
        assertThat(right).isEqualTo(987);
    }

    private static byte[] idx(String name, int from, int length) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(shared("../mnist/" + name)))) {
            in.skipNBytes(from);
            return in.readNBytes(length);
        }
    }

    /** Weights of Keras's applications, in the architecture as Keras 3.15 writes it. */
    @Test
    void mobilenet_knows_what_is_on_photographs() throws IOException {
        Path zoo = shared("../zoo");
        JsonNode expected = KerasJson.parse(Files.readString(zoo.resolve("expected.json")));
        ModelConfig architecture;
        try (InputStream in = new GZIPInputStream(Objects.requireNonNull(
                ImportSuiteTest.class.getResourceAsStream("/keras/application/mobilenet_v2.json.gz")))) {
            architecture = KerasJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        ModelFile file = ModelFiles.readWeights(
                zoo.resolve(expected.path("files").path("1.0").asString()), architecture);

        try (Model model = Model.of(file)) {
            for (JsonNode photo : expected.path("photos")) {
                byte[] crop =
                        Files.readAllBytes(zoo.resolve(photo.path("crop_file").asString()));
                float[] pixels = new float[crop.length];
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = (crop[i] & 0xFF) / 127.5f - 1;
                }
                float[] made = model.predict(List.of(new NdArray.Floats(Shape.of(1, 224, 224, 3), pixels)))
                        .getFirst()
                        .values();
                for (JsonNode guess : photo.path("1.0").path("top5")) {
                    assertThat(made[guess.path("index").asInt()])
                            .as(guess.path("name").asString())
                            .isCloseTo(guess.path("probability").floatValue(), Offset.offset(1e-4f));
                }
            }
        }
    }

    /** Layers with a slash in their names, arrays with names that tell nothing, and no version. */
    @Test
    void squeezenet_finds_its_weights() throws IOException {
        Path file = shared("../zoo/squeezenet_v1.1_notop.h5");
        Node picture = input(227, 227, 3);
        Node made = maxPooling2d(3)
                .stride(2)
                .on(conv2d(64, 3).stride(2).relu().named("conv1").on(picture));
        int[] squeezed = {16, 16, 32, 32, 48, 48, 64, 64};
        for (int i = 0; i < squeezed.length; i++) {
            String fire = "fire" + (i + 2) + "_";
            Node narrow =
                    conv2d(squeezed[i], 1).relu().named(fire + "squeeze1x1").on(made);
            Node one =
                    conv2d(4 * squeezed[i], 1).relu().named(fire + "expand1x1").on(narrow);
            Node three = conv2d(4 * squeezed[i], 3)
                    .same()
                    .relu()
                    .named(fire + "expand3x3")
                    .on(narrow);
            made = concatenate(one, three);
        }
        ModelFile model = ModelFiles.readWeights(file, ModelConfig.of(Functional.of(picture, made)));

        assertThat(model.architecture().parameterCount().total()).isEqualTo(722_496);
        float[] bias = Hdf5Reader.read(file, h5 -> {
            Hdf5Reader.Group layer = h5.group(h5.group(h5.root(), "fire9").orElseThrow(), "expand3x3")
                    .orElseThrow();
            return h5.array(h5.group(layer, "fire9").orElseThrow(), "expand3x3_b")
                    .toFloats();
        });
        assertThat(model.weights().get("fire9_expand3x3/bias").values()).isEqualTo(bias);
    }

    @Test
    void a_class_of_ones_own_is_refused_by_name() {
        Path file = shared("keras-team/pre_pr22362_nested_container.keras");

        assertThatThrownBy(() -> ModelFiles.read(file))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("NestedDenseModel");
    }

    private static float[] numbers(String file) throws IOException {
        return numbers(List.of(Files.readString(shared(file)).strip().split("\\s+")));
    }

    private static float[] numbers(List<String> texts) {
        float[] numbers = new float[texts.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(texts.get(i));
        }
        return numbers;
    }

    /** The numbers of a numpy file, of 64 or 32 bits. */
    private static double[] npy(String file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(shared(file))).order(ByteOrder.LITTLE_ENDIAN);
        int begin = 10 + bytes.getShort(8);
        String header = new String(bytes.array(), 10, begin - 10, StandardCharsets.US_ASCII);
        int size = header.contains("<f8") ? 8 : 4;
        double[] numbers = new double[(bytes.capacity() - begin) / size];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = size == 8 ? bytes.getDouble(begin + 8 * i) : bytes.getFloat(begin + 4 * i);
        }
        return numbers;
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
