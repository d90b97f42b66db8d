package dev.glimpse.nn.archive;

import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.concatenate;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.conv2dTranspose;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.gaussianNoise;
import static dev.glimpse.nn.layer.Layers.leakyRelu;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.prelu;
import static dev.glimpse.nn.layer.Layers.relu;
import static dev.glimpse.nn.layer.Layers.separableConv2d;
import static dev.glimpse.nn.layer.Layers.zeroPadding2d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Initializer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.Regularizer;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Keras 1 and 2 wrote, against the layers that Keras 3 would have for it. */
class OldSpellingsTest {

    static Stream<Arguments> spellings() {
        return Stream.of(
                layer(
                        "Convolution2D",
                        """
                        {"name": "c", "nb_filter": 32, "nb_row": 3, "nb_col": 5, "subsample": [2, 2],
                         "border_mode": "same", "dim_ordering": "tf", "bias": false, "init": "he_normal",
                         "activation": "relu", "W_regularizer": {"name": "WeightRegularizer", "l1": 0.0, "l2": 0.0005},
                         "b_regularizer": null, "W_constraint": null, "b_constraint": null,
                         "activity_regularizer": null, "input_dtype": "float32", "trainable": true}""",
                        conv2d(32, new Size2(3, 5))
                                .stride(2)
                                .same()
                                .relu()
                                .noBias()
                                .kernelInitializer(Initializer.heNormal())
                                .kernelRegularizer(new Regularizer.L1L2(0, 0.0005))
                                .named("c")),
                layer(
                        "AtrousConvolution2D",
                        "{\"nb_filter\": 4, \"nb_row\": 3, \"nb_col\": 3, \"atrous_rate\": [2, 2]}",
                        conv2d(4, 3).dilation(2)),
                layer(
                        "Deconvolution2D",
                        "{\"nb_filter\": 4, \"nb_row\": 2, \"nb_col\": 2, \"subsample\": [2, 2]}",
                        conv2dTranspose(4, 2).stride(2)),
                layer(
                        "SeparableConvolution2D",
                        "{\"nb_filter\": 4, \"nb_row\": 3, \"nb_col\": 3, \"depth_multiplier\": 1, \"bias\": false}",
                        separableConv2d(4, 3).noBias()),
                layer(
                        "MaxPooling2D",
                        "{\"pool_size\": [2, 2], \"strides\": [1, 1], \"border_mode\": \"same\", \"dim_ordering\":"
                                + " \"tf\"}",
                        maxPooling2d(2).stride(1).same()),
                layer("MaxPool2D", "{\"pool_size\": 3}", maxPooling2d(3)),
                layer("Dense", "{\"output_dim\": 10, \"input_dim\": 784, \"bias\": true}", dense(10)),
                layer("Dropout", "{\"p\": 0.5}", dropout(0.5)),
                layer("GaussianNoise", "{\"sigma\": 0.5}", gaussianNoise(0.5)),
                layer(
                        "BatchNormalization",
                        "{\"mode\": 0, \"axis\": -1, \"epsilon\": 1e-06, \"momentum\": 0.9, \"gamma_regularizer\": null}",
                        batchNormalization().epsilon(1e-6).momentum(0.9)),
                layer("LeakyReLU", "{\"alpha\": 0.30000001192092896}", leakyRelu()),
                layer("PReLU", "{\"init\": \"zero\", \"weights\": null}", prelu()),
                layer("ThresholdedReLU", "{\"theta\": 0.5}", relu().threshold(0.5)),
                layer("ZeroPadding2D", "{\"padding\": [1, 2]}", zeroPadding2d(new Margins(1, 1, 2, 2))),
                layer("ZeroPadding2D", "{\"padding\": [1, 2, 3, 4]}", zeroPadding2d(new Margins(1, 2, 3, 4))),
                layer("ZeroPadding2D", "{\"padding\": [[1, 2], [3, 4]]}", zeroPadding2d(new Margins(1, 2, 3, 4))),
                layer(
                        "ZeroPadding2D",
                        "{\"padding\": {\"top_pad\": 1, \"left_pad\": 3, \"bottom_pad\": 2, \"right_pad\": 4}}",
                        zeroPadding2d(new Margins(1, 2, 3, 4))),
                layer("Merge", "{\"mode\": \"sum\", \"concat_axis\": -1, \"dot_axes\": -1}", add()),
                layer(
                        "Merge",
                        "{\"mode\": \"concat\", \"concat_axis\": 2}",
                        concatenate().axis(2)));
    }

    private static Arguments layer(String className, String config, Layer expected) {
        return Arguments.of(className, config, expected);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("spellings")
    void an_old_layer_is_one_of_today(String className, String config, Layer expected) {
        Layer layer = KerasJson.layer(className, KerasJson.toMap(KerasJson.parse(config)));

        assertThat(layer).isEqualTo(expected);
    }

    @Test
    void what_has_no_words_today_is_refused() {
        refused("BatchNormalization", Map.of("mode", 2), "\"mode\" is 0");
        refused("Merge", Map.of("mode", "cos"), "\"mode\" is sum, mul, ave, max or concat, got \"cos\"");
        refused("MaxoutDense", Map.of("output_dim", 3), "(MaxoutDense) is of a class that Glimpse does not know");
        refused("Dense", Map.of("units", 3, "output_dim", 4), "\"output_dim\" is not supported");
    }

    private static void refused(String className, Map<String, Object> config, String message) {
        assertThatThrownBy(() -> KerasJson.layer(className, config))
                .isInstanceOf(NnException.class)
                .hasMessageContaining(message);
    }

    @Test
    void the_shape_of_the_input_is_found_in_all_of_keras_s_places() {
        var shape = java.util.Optional.of(Shape.of(28, 28, 1));

        assertThat(KerasJson.inputShape(Map.of("input_shape", List.of(28, 28, 1))))
                .isEqualTo(shape);
        assertThat(KerasJson.inputShape(Map.of("shape", List.of(28, 28, 1)))).isEqualTo(shape);
        assertThat(KerasJson.inputShape(Map.of("batch_shape", List.of(7, 28, 28, 1))))
                .isEqualTo(shape);
        assertThat(KerasJson.inputShape(Map.of("input_dim", 4))).contains(Shape.of(4));
        assertThat(KerasJson.inputShape(Map.of("units", 4))).isEmpty();
        assertThat(KerasJson.layer("Input", Map.of("shape", List.of(28, 28, 1))))
                .isEqualTo(dev.glimpse.nn.layer.Layers.input(28, 28, 1));
    }

    @Test
    void the_known_names_are_those_that_can_be_read() {
        assertThat(KerasJson.layerNames())
                .contains("Conv2D", "Convolution2D", "Add", "RandomFlip", "InputLayer", "Input", "ReLU")
                .doesNotContain("MergeLayer", "RandomLayer", "Layer");
        for (String name : KerasJson.layerNames()) {
            try {
                KerasJson.layer(name, Map.of());
            } catch (NnException incomplete) {
                assertThat(incomplete).as(name).hasMessageNotContaining("of a class");
            }
        }
    }
}
