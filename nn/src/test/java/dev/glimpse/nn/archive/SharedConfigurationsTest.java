package dev.glimpse.nn.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Configurations that other people's programs keep for their tests: all open, with as many parameters as in Keras.
 *
 * <p>The numbers are those of Keras 3.15, which opens what Keras 2 wrote; those of Keras 1 are of the same layers written
 * in its words of today.
 */
@Tag("shared-data")
class SharedConfigurationsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "dl4j-test-resources/cnn_no_bias/mnist_cnn_no_bias_tf_keras_2_config.json, 28 28 1, 1199786",
        "dl4j-test-resources/configs/keras2/keras2_cnn_tf_config.json, 8 8 3, 64",
        "dl4j-test-resources/configs/keras2/keras2_cnn_th_config.json, 8 8 3, 64",
        "dl4j-test-resources/configs/keras2/keras2_mlp_config.json, 4, 44",
        "dl4j-test-resources/configs/keras2/keras2_mnist_cnn_no_bias_tf_config.json, 28 28 1, 600608",
        "dl4j-test-resources/configs/keras2/keras2_mnist_cnn_tf_config.json, 28 28 1, 600810",
        "dl4j-test-resources/configs/keras2/keras2_mnist_mlp_tf_config.json, 784, 669706",
        "dl4j-test-resources/configs/keras2/mnist_cnn_tf_keras_2_config.json, 28 28 1, 1199882",
        "dl4j-test-resources/configs/keras2/mnist_cnn_th_keras_2_config.json, 28 28 1, 1199882",
        "dl4j-test-resources/configs/keras2/mnist_mlp_constraint_tf_keras_2_config.json, 784, 932362",
        "dl4j-test-resources/configs/keras2/mnist_mlp_tf_keras_2_config.json, 784, 669706",
        "dl4j-test-resources/configs/keras2/mnist_mlp_th_keras_2_config.json, 784, 669706",
        "dl4j-test-resources/configs/keras2/model_2_2_2.json, 784, 669706",
        "dl4j-test-resources/configs/keras2/model_2_2_4.json, 784, 669706",
        "dl4j-test-resources/configs/keras2/prelu_config_tf_keras_2.json, 100, 7115",
        "dl4j-test-resources/configs/keras2/simple_add_tf_keras_2.json, 16, 436",
        "dl4j-test-resources/mnist_cnn/mnist_cnn_tf_keras_1_config.json, 28 28 1, 600810",
        "dl4j-test-resources/mnist_cnn/mnist_cnn_tf_keras_2_config.json, 28 28 1, 1199882",
        "dl4j-test-resources/mnist_mlp/mnist_mlp_tf_keras_1_config.json, 784, 669706",
        "dl4j-test-resources/mnist_mlp/mnist_mlp_tf_keras_2_config.json, 784, 669706",
        "kotlindl/batchnorm/modelConfig.json, 28 28 1, 846070"
    })
    void it_opens_with_as_many_parameters_as_in_keras(String file, String input, long parameters) throws IOException {
        String shared = System.getProperty("glimpse.shared", "");
        assumeTrue(!shared.isEmpty(), "the configurations are not here: -Dglimpse.shared names their folder");
        Architecture architecture =
                ModelFiles.describe(Path.of(shared, "keras", file)).config().architecture();
        int[] sizes =
                List.of(input.split(" ")).stream().mapToInt(Integer::parseInt).toArray();

        assertThat(architecture.inputShapes().getFirst()).isEqualTo(Shape.of(sizes));
        assertThat(architecture.parameterCount().total()).isEqualTo(parameters);
        assertThat(KerasJson.read(KerasJson.write(architecture)).architecture()).isEqualTo(architecture);
    }
}
