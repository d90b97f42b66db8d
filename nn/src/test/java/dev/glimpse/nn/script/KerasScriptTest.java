package dev.glimpse.nn.script;

import static dev.glimpse.nn.layer.Layers.activation;
import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.concatenate;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.globalMaxPooling2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.leakyRelu;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.relu;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static dev.glimpse.nn.layer.Layers.subtract;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Initializer;
import dev.glimpse.nn.layer.Sequential;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

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

    @Test
    void a_functional_model_has_inputs_branches_and_shared_layers() {
        var left = input(32, 32, 3).named("left");
        var right = input(16, 16, 1).named("right");
        var a = conv2d(8, 3).stride(2).same().relu().on(rescaling(1 / 255.0).on(left));
        var b = relu().maxValue(6)
                .on(batchNormalization()
                        .momentum(0.9)
                        .on(conv2d(8, 3).same().noBias().on(right)));
        var x = concatenate(add(a, b), b);
        var shared = dense(4).kernelInitializer(Initializer.heNormal()).named("shared");
        var u = shared.on(globalAveragePooling2d().on(x));
        var v = shared.on(globalMaxPooling2d().on(x));
        var out = dense(3).softmax().on(subtract(u, v));

        assertThat(read(Texts.TWO_INPUTS))
                .isEqualTo(Functional.of(List.of(left, right), List.of(out)).named("two"));
        assertThat(OptionalDouble.of(6)).hasValue(6);
    }
}
