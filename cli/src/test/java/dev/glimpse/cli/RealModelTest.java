package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code glimpse} on model files from the outside world. */
@Tag("shared-data")
class RealModelTest {

    @TempDir
    Path folder;

    /**
     * The first is recorded with the file, from TensorFlow Lite; the others are Keras 3.15's on the same picture brought to 96 x
     * 96 by Pillow. The decoder and the resizer differ from Pillow's by a grey level at most.
     */
    @ParameterizedTest
    @CsvSource({"0..1,0.9395", "none,1.0000", "tf,0.6911", "caffe,1.0000", "torch,0.7487"})
    void predict_prepares_pixels_as_it_is_told(String mode, double nobody) throws IOException {
        Path labels = Files.write(folder.resolve("labels.txt"), List.of("0 nobody", "1 somebody"));
        CommandLineRun run = glimpse(
                "predict",
                "--json",
                shared().resolve("keras/mlcommons-tiny/vww_96.h5").toString(),
                shared().resolve("photos/kitten.jpg").toString(),
                "--labels",
                labels.toString(),
                "--preprocessing",
                mode);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).hasLineCount(1).contains("(--preprocessing " + mode + ")");
        JsonNode guesses = JsonMapper.shared().readTree(run.out()).get("guesses");
        double probability = guesses.valueStream()
                .filter(guess -> guess.get("label").asString().equals("nobody"))
                .findFirst()
                .orElseThrow()
                .get("probability")
                .doubleValue();
        assertThat(probability).isCloseTo(nobody, within(1e-2));
    }

    @Test
    void bare_weights_are_refused_without_and_taken_with_their_layers() {
        Path folder = shared().resolve("keras/dl4j-test-resources/mnist_cnn");
        String weights = folder.resolve("mnist_cnn_tf_keras_1_weights.h5").toString();
        String picture = shared().resolve("photos/kitten.jpg").toString();

        CommandLineRun refused = glimpse("predict", weights, picture);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("weights and no architecture", "--model");

        CommandLineRun run = glimpse(
                "predict",
                weights,
                picture,
                "--model",
                folder.resolve("mnist_cnn_tf_keras_1_config.json").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).hasLineCount(4);
    }

    private static Path shared() {
        String shared = System.getProperty("glimpse.shared", "");
        assumeTrue(!shared.isEmpty(), "the model files are not here: -Dglimpse.shared names their folder");
        return Path.of(shared);
    }
}
