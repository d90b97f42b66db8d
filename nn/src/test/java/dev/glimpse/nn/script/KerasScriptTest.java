package dev.glimpse.nn.script;

import static dev.glimpse.nn.layer.Layers.activation;
import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.leakyRelu;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.subtract;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.ParameterCount;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Shape;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KerasScriptTest {

    private static Architecture read(String text) {
        return KerasScript.parse(text).architecture();
    }

    @Test
    void the_template_of_kerasui_is_its_network_with_the_output_layer_added() {
        Parsed parsed = KerasScript.parse(Texts.KERASUI, script -> script.labels(2));

        assertThat(parsed.architecture())
                .isEqualTo(Sequential.of(
                        input(256, 256, 1),
                        conv2d(32, 3),
                        activation(ActivationFunction.RELU),
                        maxPooling2d(2),
                        batchNormalization(),
                        conv2d(64, 3).relu(),
                        maxPooling2d(2),
                        batchNormalization(),
                        conv2d(128, 3).relu(),
                        maxPooling2d(2),
                        batchNormalization(),
                        conv2d(128, 3).relu(),
                        maxPooling2d(2),
                        batchNormalization(),
                        conv2d(64, 3).relu(),
                        maxPooling2d(2),
                        batchNormalization(),
                        dropout(0.2),
                        flatten(),
                        dense(256).relu(),
                        dropout(0.2),
                        dense(64).relu(),
                        dense(2).softmax()));
        assertThat(parsed).isInstanceOfSatisfying(Parsed.Defined.class, defined -> assertThat(defined.remarks())
                .containsExactly("Dense(2, activation='softmax') was added at the end, for the labels"));
    }

    @Test
    void the_network_of_the_workshop_is_read_with_its_named_numbers() {
        assertThat(KerasScript.parse(Texts.FRUIT, script -> script.labels(16)).architecture())
                .isEqualTo(Sequential.of(
                        input(20, 20, 3),
                        conv2d(32, 3).same(),
                        activation(ActivationFunction.RELU),
                        conv2d(16, 3).same(),
                        leakyRelu().negativeSlope(0.5),
                        batchNormalization(),
                        maxPooling2d(2),
                        dropout(0.25),
                        flatten(),
                        dense(100),
                        activation(ActivationFunction.RELU),
                        dropout(0.5),
                        dense(16),
                        activation(ActivationFunction.SOFTMAX)));
    }

    static List<Recorded> models() {
        return Recorded.cases("scripts.json");
    }

    /** Keras ran each text and wrote down the model that it made. */
    @ParameterizedTest
    @MethodSource("models")
    void a_text_is_the_model_that_keras_makes_of_it(Recorded recorded) {
        Architecture keras = KerasJson.read(recorded.get("config").toString()).architecture();
        String text = Texts.read(recorded.name());
        Architecture read = KerasScript.parse(
                        text,
                        script -> script.labels(keras.outputShapes().getFirst().size(0)))
                .architecture();

        assertThat(read.placedWeights()).isEqualTo(keras.placedWeights());
        assertThat(withoutTitle(read.summary())).isEqualTo(withoutTitle(keras.summary()));
        assertThat(read.parameterCount())
                .isEqualTo(new ParameterCount(
                        recorded.get("trainable").longValue(),
                        recorded.get("parameters").longValue()
                                - recorded.get("trainable").longValue()));
    }

    private static String withoutTitle(String summary) {
        return summary.substring(summary.indexOf('\n'));
    }

    @Test
    void a_functional_model_has_inputs_branches_and_shared_layers() {
        assertThat(KerasScript.parse("""
                        left, right = Input(shape=(8,)), Input((8,))
                        shared = Dense(4, activation='relu')
                        joined = Add()([shared(left), shared(right)])
                        model = Model([left, right], Dense(2)(joined - shared(left)), name='twins')
                        """).architecture()).satisfies(twins -> {
            var left = input(8);
            var right = input(8);
            var shared = dense(4).relu();
            var joined = add(shared.on(left), shared.on(right));
            assertThat(twins)
                    .isEqualTo(Functional.of(
                                    List.of(left, right),
                                    List.of(dense(2).named("dense_1").on(subtract(joined, shared.on(left)))))
                            .named("twins"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Input((4, 4, 1)), Flatten(), Dense(3, 'relu')]",
                "(Flatten(input_shape=(4, 4, 1)), Dense(3, 'relu'))",
                "layers = [Flatten(batch_input_shape=(None, 4, 4, 1)), Dense(3, 'relu')]",
                "model.add(Flatten(input_shape=(4, 4, 1))); model.add(Dense(3, activation='relu'))",
                "net = keras.models.Sequential(name='sequential'); net.add(InputLayer(input_shape=(4, 4, 1))); "
                        + "net.add(Flatten()); net.add(Dense(3, activation='relu'))",
                "from tensorflow.keras import layers as L, Sequential as S; net = S([L.Input((4, 4, 1)), L.Flatten()]); "
                        + "net.add(L.Dense(units=3, activation=tf.nn.relu)); print(net.layers[0].get_weights()); ",
                "model = Sequential([Flatten(), Dense(3, **{'activation': 'relu'})])\nmodel.build((None, 4, 4, 1))\n"
            })
    void a_model_is_written_in_many_ways(String text) {
        assertThat(read(text)).isEqualTo(Sequential.of(input(4, 4, 1), flatten(), dense(3).relu()));
    }

    @Test
    void the_model_of_a_text_is_what_model_is_in_the_end_or_else_the_one_named_last() {
        String two = "a = Sequential([Input((4,)), Dense(1)])\nb = Sequential([Input((4,)), Dense(2)])\n";

        assertThat(read(two).outputShapes()).containsExactly(Shape.of(2));
        assertThat(read(two + "model = a").outputShapes()).containsExactly(Shape.of(1));
        assertThat(read("model.add(Dense(3, input_dim=4))\n" + two).outputShapes())
                .containsExactly(Shape.of(3));
    }

    @Test
    void without_a_shape_the_callers_is_taken_and_without_that_the_input_stays_open() {
        String text = "model.add(Conv2D(2, 3)); model.add(Flatten())";
        String sizes = "model.add(Conv2D(2, 3, input_shape=(None, None, 1))); model.add(Flatten())";

        assertThat(read(text).takesKnownShapes()).isFalse();
        for (String open : List.of(text, sizes)) {
            assertThat(KerasScript.parse(open, script -> script.input(Shape.of(5, 6, 1)))
                            .architecture()
                            .outputShapes())
                    .containsExactly(Shape.of(24));
        }
    }

    @Test
    void an_activation_that_is_a_layer_stands_behind_its_layer() {
        assertThat(read("model.add(Conv2D(2, 3, activation=LeakyReLU(0.5), input_shape=(5, 5, 1)))"))
                .isEqualTo(
                        Sequential.of(input(5, 5, 1), conv2d(2, 3), leakyRelu().negativeSlope(0.5)));
    }

    /** What is added at the end for three labels. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Dense(3, activation='softmax')                | 3
                    Dense(8, activation='relu')                   | 4
                    Dense(3)                                      | 4
                    Dense(3, activation='relu')                   | 4
                    Flatten()                                     | 4
                    Conv2D(2, 1)                                  | 5
                    Conv2D(3, 1), GlobalAveragePooling2D(), Softmax() | 5
                    """)
    void a_model_ends_in_a_probability_for_each_label(String layers, int count) {
        Architecture architecture = KerasScript.parse(
                        "[Input((4, 4, 1)), " + (layers.startsWith("Dense") ? "Flatten(), " : "") + layers + "]",
                        script -> script.labels(3))
                .architecture();

        assertThat(architecture.outputShapes()).containsExactly(Shape.of(3));
        assertThat(architecture.layersByName()).hasSize(layers.startsWith("Dense") ? count : count - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dense(4, activation='softmax')", "Dense(1, activation='sigmoid')", "Dense(3, 'sigmoid')"})
    void an_end_that_cannot_be_meant_is_refused_with_the_reason(String layer) {
        assertThat(KerasScript.parse("[Input((4,)), " + layer + "]", script -> script.labels(3)))
                .isInstanceOfSatisfying(Parsed.Refused.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.message())
                                .contains("labels", "Dense(3, activation='softmax')", "leave this layer out")));
    }

    @Test
    void limits_hold_and_are_the_callers() {
        String deep = "x = " + "(".repeat(30) + "1" + ")".repeat(30) + "\nmodel.add(Dense(3, input_dim=4))";
        String large = "model.add(Dense(100000, input_dim=100000))";
        String many = "model.add(Dense(4, input_dim=4))\n" + "model.add(Dense(4))\n".repeat(1_000);
        String wide = "model.add(DepthwiseConv2D(3, depth_multiplier=2**31-1, input_shape=(8, 8, 2**31-1)))";

        assertThat(message(deep, script -> {})).contains("more than 20 deep");
        assertThat(message(large, script -> {})).contains("10,000,100,000 parameters, and 500,000,000 are allowed");
        assertThat(message(many, script -> {})).contains("more than 1000 layers");
        assertThat(message(wide, script -> {})).isNotEmpty();
        assertThat(message(many, script -> script.maxCharacters(100))).contains("100 are allowed");
        assertThat(message(deep, script -> script.maxNesting(30))).isEmpty();
        assertThat(message(many, script -> script.maxLayers(2_000))).isEmpty();
        assertThat(message(large, script -> script.maxParameters(20_000_000_000L)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DepthwiseConv2D(3, depth_multiplier=2**31-1)",
                "SeparableConv2D(3, 3, depth_multiplier=2**31-1)",
                "UpSampling2D(2**31-1)",
                "ZeroPadding2D(2**31-1)",
                "Conv2DTranspose(3, 3, strides=2**31-1)",
                "Conv2DTranspose(3, 2**31-1)",
                "Conv2D(2**31-1, 2**31-1, padding='same')",
                "Conv2D(3, 2**30, dilation_rate=2**30)",
                "Conv2DTranspose(3, 3, output_padding=())",
                "Reshape((2**31-1, 2**31-1, 2**31-1, 2**31-1))",
                "Reshape(())",
                "Reshape((0, -1))",
                "Cropping2D(2**31-1)",
                "BatchNormalization(axis=[])",
                "Softmax(axis=[])",
                "LayerNormalization(axis=[2**31-1])",
                "Resizing(2**31-1, 2**31-1)",
                "PReLU(shared_axes=[-5])",
                "Permute(())",
                "Rescaling([])",
                "Dropout(0.5, noise_shape=[])",
                "RandomZoom([])",
                "RandomZoom((1, 2, 3))",
                "Dense(2**31-1)"
            })
    void numbers_beyond_all_bounds_are_refused(String layer) {
        String text = "model.add(Input((64, 64, 1024)))\nmodel.add(" + layer + ")\nmodel.add(Flatten())";

        assertThat(KerasScript.parse(text, script -> script.labels(3))).isInstanceOf(Parsed.Refused.class);
    }

    private static String message(String text, Consumer<ScriptOptions> options) {
        return KerasScript.parse(text, options) instanceof Parsed.Refused refused
                ? refused.problems().getFirst().message()
                : "";
    }
}
