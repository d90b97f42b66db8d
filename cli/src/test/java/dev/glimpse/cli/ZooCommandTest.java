package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.archive.KerasHdf5;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooCommandTest {

    private static final String WITH_TOP = "mobilenet_2_5_224_tf.h5";
    private static final String WITHOUT_TOP = "mobilenet_2_5_224_tf_no_top.h5";

    @TempDir
    Path folder;

    private Path zoo;
    private Path mirror;

    @BeforeEach
    void a_zoo_and_a_mirror_of_its_own() throws IOException {
        zoo = folder.resolve("zoo");
        mirror = Files.createDirectories(folder.resolve("mirror"));
        System.setProperty("glimpse.zoo", zoo.toString());
        System.setProperty("glimpse.zoo.mirror", mirror.toString());
    }

    @AfterEach
    void leave_the_users_alone() {
        System.clearProperty("glimpse.zoo");
        System.clearProperty("glimpse.zoo.mirror");
    }

    /** Weights of MobileNet 0.25 with made-up numbers, of which the bias of one class stands out. */
    private static Path weights(Path file, Ending ending) throws IOException {
        Architecture layers = KnownNetwork.named("mobilenet_0.25").orElseThrow().architecture(ending);
        SequencedMap<String, NdArray.Floats> weights = new LinkedHashMap<>();
        for (PlacedWeight weight : layers.placedWeights()) {
            float[] values = new float[Math.toIntExact(weight.spec().shape().count())];
            if (weight.path().equals("conv_preds/bias")) {
                values[285] = 8;
            }
            weights.put(weight.path(), new NdArray.Floats(weight.spec().shape(), values));
        }
        KerasHdf5.writeWeights(file, layers, new Weights(weights));
        return file;
    }

    private String picture() throws IOException {
        Path file = folder.resolve("grey.png");
        ImageIO.write(new BufferedImage(300, 250, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
        return file.toString();
    }

    @Test
    void the_list_shows_every_network_and_what_is_here() throws IOException {
        weights(Files.createDirectories(zoo).resolve(WITHOUT_TOP), new Ending.AveragePooled());

        CommandLineRun run = glimpse("zoo", "list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .contains("  vgg16               224x224  138,357,544   CC-BY-4.0    -")
                .contains("  mobilenet_0.25      224x224      475,544   Apache-2.0   without top")
                .last()
                .asString()
                .startsWith(zoo + ": 1 file, ");
    }

    @Test
    void pull_fetches_from_the_mirror_and_says_where_it_is() throws IOException {
        weights(mirror.resolve(WITHOUT_TOP), new Ending.AveragePooled());

        CommandLineRun run = glimpse("zoo", "pull", "MobileNet-0.25");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo("mobilenet_0.25: " + zoo.resolve(WITHOUT_TOP) + " (licence of the weights: Apache-2.0)\n");
        assertThat(glimpse("zoo", "verify").out()).isEqualTo(zoo.resolve(WITHOUT_TOP) + ": sound\n");
    }

    @Test
    void what_cannot_be_pulled_is_told_in_one_line() {
        CommandLineRun missing = glimpse("zoo", "pull", "vgg16");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err())
                .hasLineCount(1)
                .contains("there is no such file")
                .endsWith("put vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5 from"
                        + " https://storage.googleapis.com/tensorflow/keras-applications/vgg16/"
                        + "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5 into " + zoo + "\n");

        assertThat(glimpse("zoo", "pull", "vgg1").err())
                .isEqualTo("glimpse: there is no network 'vgg1' in the zoo: 'glimpse zoo list' shows them\n");
        assertThat(glimpse("zoo", "pull", "mobilenet", "--size", "100").err())
                .isEqualTo("glimpse: no weights of mobilenet are published for pictures of 100x100, only for 224, 192,"
                        + " 160, 128: those serve for other sizes, too\n");
        assertThat(glimpse("zoo").err()).contains("a command is missing: list, pull, add or verify");
    }

    @Test
    void a_file_is_added_by_hand_and_one_of_another_network_refused() throws IOException {
        Path file = weights(folder.resolve("mine.h5"), Ending.imageNet());

        CommandLineRun run = glimpse("zoo", "add", "mobilenet_0.25", "--file", file.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("mobilenet_0.25 with top: " + zoo.resolve(WITH_TOP) + "\n");

        CommandLineRun refused = glimpse("zoo", "add", "mobilenet_0.5", "--file", file.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .hasLineCount(1)
                .contains(
                        "does not have the weights of mobilenet_0.5 but those of mobilenet_0.25",
                        "conv1/kernel has shape [3, 3, 3, 8] and needs [3, 3, 3, 16]");
    }

    @Test
    void verify_names_what_is_damaged() throws IOException {
        Path file = weights(Files.createDirectories(zoo).resolve(WITH_TOP), Ending.imageNet());
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1_000_000));

        CommandLineRun run = glimpse("zoo", "verify");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("glimpse: " + file + " is damaged: ")
                .contains("cut off");
    }

    @Test
    void predict_with_a_name_fetches_the_weights_and_shows_the_best_five() throws IOException {
        weights(mirror.resolve(WITH_TOP), Ending.imageNet());

        CommandLineRun run = glimpse("predict", "mobilenet_0.25", picture());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(6).element(1).asString().matches("  Egyptian_cat +74.9 %");
        assertThat(run.err()).isEmpty();
        assertThat(zoo.resolve(WITH_TOP)).exists();
        assertThat(glimpse("predict", "mobilenet_0.25", picture(), "--top", "1").out())
                .hasLineCount(2);
    }

    @Test
    void predict_with_a_name_and_no_weights_says_which_file_to_put_where() throws IOException {
        CommandLineRun run = glimpse("predict", "mobilenet_0.25", picture());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("put " + WITH_TOP + " from https://storage.googleapis.com/")
                .endsWith(" into " + zoo + "\n");
    }

    @Test
    void what_is_known_of_a_network_cannot_be_said_otherwise() throws IOException {
        assertThat(glimpse("predict", "mobilenet_0.25", picture(), "--preprocessing", "caffe")
                        .err())
                .isEqualTo("glimpse: mobilenet_0.25 is a network of the zoo, of which all is known: leave --labels,"
                        + " --preprocessing, --logits and --model away\n");
        assertThat(glimpse("predict", "mobilenet_0.25", picture(), "--size", "96")
                        .err())
                .isEqualTo("glimpse: mobilenet_0.25 tells ImageNet's classes apart in colour pictures of 224x224:"
                        + " leave --size and --channels away\n");
    }

    @Test
    void weights_alone_are_opened_with_the_name_of_their_network() throws IOException {
        Path file = weights(folder.resolve("mine.h5"), Ending.imageNet());

        CommandLineRun run = glimpse("predict", file.toString(), picture(), "--model", "mobilenet_0.25");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Egyptian_cat");
        assertThat(run.err())
                .contains(
                        "labels are ImageNet's (--labels names others); pictures are cropped to 224x224 in colour, and"
                                + " pixels given as -1 to 1 (--preprocessing tf)");
    }

    @Test
    void a_name_can_be_exported_and_summarized() throws IOException {
        weights(mirror.resolve(WITH_TOP), Ending.imageNet());
        Path exported = folder.resolve("exported.keras");

        assertThat(glimpse("export", "mobilenet_0.25", "-o", exported.toString())
                        .exitCode())
                .isZero();
        CommandLineRun run = glimpse("predict", exported.toString(), picture(), "--top", "1");
        assertThat(run.out().lines()).element(1).asString().startsWith("  Egyptian_cat ");
        assertThat(run.err()).isEmpty();

        assertThat(glimpse("summary", "mobilenet_v2_1.4", "--keras").out()).contains("Total params: 6,156,712");
        assertThat(glimpse("summary", "vgg16", "--keras", "--classes", "2", "--size", "32")
                        .out())
                .contains("predictions (Dense)", "(None, 2)");
    }
}
