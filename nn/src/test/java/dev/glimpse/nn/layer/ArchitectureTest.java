package dev.glimpse.nn.layer;

import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.concatenate;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.randomFlip;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final Sequential digits = Sequential.of(
            input(28, 28, 1),
            conv2d(32, 3).relu(),
            conv2d(64, 3).relu(),
            maxPooling2d(2),
            dropout(0.25),
            flatten(),
            dense(64).relu(),
            dropout(0.5),
            dense(10).softmax());

    @Test
    void the_courses_network_has_609354_parameters() {
        assertThat(digits.parameterCount()).isEqualTo(new ParameterCount(609_354, 0));
        assertThat(digits.outputShapes()).containsExactly(Shape.of(10));
    }

    @Test
    void layers_without_a_name_get_the_one_that_keras_gives() {
        assertThat(digits.layersByName().keySet())
                .containsExactly(
                        "input_layer",
                        "conv2d",
                        "conv2d_1",
                        "max_pooling2d",
                        "dropout",
                        "flatten",
                        "dense",
                        "dropout_1",
                        "dense_1");
    }

    @Test
    void a_default_name_steps_aside_for_a_given_one() {
        var architecture = Sequential.of(input(4), dense(3), dense(2).named("dense"));

        assertThat(architecture.layersByName().keySet()).containsExactly("input_layer", "dense_1", "dense");
    }

    @Test
    void two_layers_of_one_name_are_refused() {
        assertThatThrownBy(() -> Sequential.of(input(4), dense(3).named("a"), dense(2).named("a")))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("two layers are named \"a\"");
    }

    @Test
    void dense_without_flatten_works_on_each_pixel_as_in_keras() {
        assertThat(Sequential.of(input(28, 28, 1), conv2d(32, 3), dense(10)).outputShapes())
                .containsExactly(Shape.of(26, 26, 10));
    }

    @Test
    void a_window_larger_than_the_picture_is_refused() {
        assertThatThrownBy(() -> Sequential.of(input(4, 4, 1), conv2d(2, 5)))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("conv2d needs at least 5x5 pixels for its window, got [4, 4, 1]");
    }

    @Test
    void a_functional_architecture_stands_in_kerass_order() {
        var picture = input(96, 96, 3);
        var stem = conv2d(32, 3).same().relu().on(picture);
        var joined = add(stem, conv2d(32, 3).same().on(stem));
        var scene = Functional.of(
                picture, dense(5).softmax().on(globalAveragePooling2d().on(joined)));

        assertThat(scene.layersByName().keySet())
                .containsExactly("input_layer", "conv2d", "conv2d_1", "add", "global_average_pooling2d", "dense");
        assertThat(scene.outputShapes()).containsExactly(Shape.of(5));
        assertThat(scene.graph().steps().get(3).inputs()).containsExactly(new Graph.Value(1, 0), new Graph.Value(2, 0));
    }

    @Test
    void a_layer_applied_twice_has_one_set_of_weights() {
        var left = input(8).named("left");
        var right = input(8).named("right");
        var tower = dense(4).named("tower");
        var twins =
                Functional.of(List.of(left, right), List.of(dense(1).on(concatenate(tower.on(left), tower.on(right)))));

        assertThat(twins.placedWeights().stream().map(PlacedWeight::path))
                .containsExactly("tower/kernel", "tower/bias", "dense/kernel", "dense/bias");
        assertThat(twins.parameterCount().total()).isEqualTo(8 * 4 + 4 + 8 + 1);
        assertThat(twins.graph().steps()).hasSize(6);
    }

    @Test
    void equal_layers_applied_apart_have_weights_of_their_own() {
        var picture = input(8);
        var twins = Functional.of(picture, add(dense(4).on(picture), dense(4).on(picture)));

        assertThat(twins.parameterCount().total()).isEqualTo(2 * (8 * 4 + 4));
    }

    @Test
    void an_architecture_inside_another_gives_its_name_to_the_paths_of_its_weights() {
        var backbone = Sequential.of(input(8, 8, 3), conv2d(4, 3), batchNormalization(), globalAveragePooling2d())
                .named("backbone");
        var whole = Sequential.of(backbone.frozen(), dense(2));

        assertThat(whole.placedWeights().stream().map(PlacedWeight::path))
                .containsExactly(
                        "backbone/conv2d/kernel",
                        "backbone/conv2d/bias",
                        "backbone/batch_normalization/gamma",
                        "backbone/batch_normalization/beta",
                        "backbone/batch_normalization/moving_mean",
                        "backbone/batch_normalization/moving_variance",
                        "dense/kernel",
                        "dense/bias");
        assertThat(whole.parameterCount()).isEqualTo(new ParameterCount(10, 112 + 16));
    }

    @Test
    void an_architecture_without_an_input_takes_the_shape_of_where_it_stands() {
        var augment = Sequential.of(randomFlip(), rescaling(1 / 255.0)).named("augment");
        var whole = Sequential.of(input(8, 8, 3), augment, flatten(), dense(2));

        assertThat(whole.outputShapes()).containsExactly(Shape.of(2));
        assertThat(whole.layersByName().get("augment")).isEqualTo(augment.taking(Shape.of(8, 8, 3)));
        assertThatThrownBy(augment::graph)
                .isInstanceOf(NnException.class)
                .hasMessageContaining("augment does not know its input");
    }

    @Test
    void an_undeclared_input_is_named() {
        var declared = input(8);
        var forgotten = input(8);

        assertThatThrownBy(() -> Functional.of(declared, add(declared, forgotten)))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("not among the architecture's inputs");
    }
}
