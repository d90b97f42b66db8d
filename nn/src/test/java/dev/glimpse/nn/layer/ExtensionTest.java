package dev.glimpse.nn.layer;

import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.relu;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static dev.glimpse.nn.layer.Layers.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.KerasJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers put before and after those of an architecture. */
class ExtensionTest {

    @Test
    void a_sequence_gets_them_after_its_input_and_at_its_end() {
        Sequential network = Sequential.of(input(4, 4, 3), rescaling(2), flatten(), dense(2));

        assertThat(network.prepended(List.of(rescaling(3), relu())).appended(softmax()))
                .isEqualTo(Sequential.of(
                        input(4, 4, 3),
                        rescaling(3).named("rescaling_1"),
                        relu(),
                        rescaling(2).named("rescaling"),
                        flatten(),
                        dense(2),
                        softmax()));
    }

    @Test
    void a_graph_gets_them_where_it_would_have_them_if_it_were_built_with_them() {
        var picture = input(4, 4, 3);
        var bare = Functional.of(picture, body(picture));
        var again = input(4, 4, 3);
        var built =
                Functional.of(again, softmax().on(body(relu().on(rescaling(3).on(again)))));

        Architecture extended = bare.prepended(List.of(rescaling(3), relu())).appended(softmax());

        assertThat(KerasJson.write(extended)).isEqualTo(KerasJson.write(built));
        assertThat(extended.placedWeights()).hasSameSizeAs(bare.placedWeights());
    }

    private static Node body(Node picture) {
        var left = conv2d(3, 1).named("left").on(picture);
        return dense(2).on(flatten().on(add(left, picture)));
    }

    @Test
    void where_there_are_several_there_is_no_place_for_them() {
        var one = input(3);
        var two = input(3);
        var both = Functional.of(List.of(one, two), List.of(add(one, two)));

        assertThatThrownBy(() -> both.prepended(List.of(rescaling(2))))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("2 inputs");
    }
}
