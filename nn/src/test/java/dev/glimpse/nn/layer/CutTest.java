package dev.glimpse.nn.layer;

import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.relu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Architectures in two. */
class CutTest {

    @ParameterizedTest
    @CsvSource({"answer,flat", "flat,joined", "joined,first", "right,first", "left,first", "first,NONE"})
    void a_graph_is_cut_where_one_value_passes(String first, String layer) {
        assertThat(network().cutBefore(Set.of(first)).map(Cut::layer).orElse("NONE"))
                .isEqualTo(layer);
    }

    @Test
    void the_front_keeps_what_only_it_needs_and_the_tail_the_rest() {
        Cut cut = network().cutBefore(Set.of("right")).orElseThrow();

        assertThat(cut.front().layersByName().keySet()).containsExactly("picture", "first");
        assertThat(cut.tail().layersByName().keySet())
                .containsExactlyInAnyOrder("first_output", "left", "norm", "right", "joined", "flat", "answer");
        assertThat(cut.front().outputShapes()).isEqualTo(cut.tail().inputShapes());
    }

    @Test
    void one_after_the_other_they_compute_what_the_whole_does() {
        Functional network = network();
        Cut cut = network.cutBefore(Set.of("left")).orElseThrow();
        NdArray picture = picture();
        try (Model whole = Model.build(network, build -> build.seed(3));
                Model front = part(whole, cut.front());
                Model tail = part(whole, cut.tail())) {
            float[] expected = whole.predict(List.of(picture)).getFirst().values();
            float[] actual = tail.predict(List.copyOf(front.predict(List.of(picture))))
                    .getFirst()
                    .values();
            assertThat(actual).containsExactly(expected, within(1e-6f));
        }
        assertThat(cut.front().followedBy(cut.tail()).layersByName()).isEqualTo(network.layersByName());
    }

    private static Model part(Model whole, Architecture part) {
        return Model.of(ModelFile.of(part, whole.toFile().weights().of(part)));
    }

    private static NdArray picture() {
        float[] pixels = new float[4 * 4 * 2];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) Math.sin(i);
        }
        return new NdArray.Floats(Shape.of(1, 4, 4, 2), pixels);
    }

    @Test
    void a_layer_that_is_used_on_both_sides_is_not_parted_from_itself() {
        Node x = input(4).named("x");
        Dense twice = dense(4).named("twice");
        Node once = dense(4).named("first").on(x);
        Node both = twice.on(dense(4).named("between").on(twice.on(once)));
        Functional network = Functional.of(x, dense(2).named("answer").on(both));

        assertThat(network.cutBefore(Set.of("between")).orElseThrow().layer()).isEqualTo("first");
        assertThat(network.cutBefore(Set.of("answer")).orElseThrow().layer()).isEqualTo("twice");
    }

    @Test
    void a_layer_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> network().cutBefore(Set.of("block9")))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("has no layer block9");
    }

    private static Functional network() {
        Node picture = input(4, 4, 2).named("picture");
        Node first = conv2d(3, 1).named("first").on(picture);
        Node left =
                batchNormalization().named("norm").on(conv2d(3, 1).named("left").on(first));
        Node right = relu().named("right").on(first);
        Node joined = add().named("joined").on(left, right);
        return Functional.of(
                picture, dense(2).named("answer").on(flatten().named("flat").on(joined)));
    }
}
