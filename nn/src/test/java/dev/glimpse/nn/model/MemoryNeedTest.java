package dev.glimpse.nn.model;

import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.upSampling2d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Sequential;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {

    @Test
    void weights_that_do_not_fit_into_memory_are_refused_before_anything_is_allocated() {
        Sequential huge = Sequential.of(input(2_000_000), dense(2_000_000_000));

        assertThatThrownBy(() -> Model.build(huge))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("the weights of this model take 16000008.0 GB");
    }

    @Test
    void layers_that_make_more_of_a_sample_than_fits_into_memory_are_refused_before_anything_is_allocated() {
        Sequential[] parts = new Sequential[2000];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Sequential.of(input(20_000, 20_000, 5), conv2d(5, 1).named("conv"));
        }
        Sequential huge = Sequential.of(List.of(parts));

        assertThatThrownBy(() -> Model.build(huge))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("with what its layers make of one sample");
    }

    @Test
    void what_a_model_needs_is_counted_from_its_shapes() {
        MemoryNeed need = MemoryNeed.of(Sequential.of(input(4, 4, 3), conv2d(2, 1), upSampling2d(2)));

        assertThat(need.weights()).isEqualTo(4 * (3 * 2 + 2));
        assertThat(need.outputs()).isEqualTo(4 * (4 * 4 * 3 + 4 * 4 * 2 + 8 * 8 * 2));
        need.requireAtMost(need.weights() + need.outputs());
        assertThatThrownBy(() -> need.requireAtMost(need.weights() + need.outputs() - 1))
                .isInstanceOf(NnException.class);
    }

    @Test
    void layers_beyond_all_limits_are_refused_when_they_are_put_together() {
        int most = Integer.MAX_VALUE;

        assertThatThrownBy(() -> Sequential.of(input(most, most, most))).isInstanceOf(NnException.class);
        assertThatThrownBy(() -> Sequential.of(input(8, 8, 3), upSampling2d(most)))
                .isInstanceOf(NnException.class);
        assertThatThrownBy(() -> Sequential.of(input(8, 8, most / 64), conv2d(most, 1)))
                .isInstanceOf(NnException.class);
    }

    @Test
    void a_model_that_uses_a_model_twice_that_uses_a_model_twice_is_refused_before_its_shapes_take_for_ever() {
        assertThatThrownBy(() -> {
                    Sequential inner = Sequential.of(input(2), dense(2));
                    for (int level = 0; level < 60; level++) {
                        inner = Sequential.of(input(2), inner.named("a"), inner.named("b"));
                    }
                })
                .isInstanceOf(NnException.class)
                .hasMessageContaining("at most 100000 layers");
    }
}
