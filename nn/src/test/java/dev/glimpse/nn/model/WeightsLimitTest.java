package dev.glimpse.nn.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Sequential;
import org.junit.jupiter.api.Test;

class WeightsLimitTest {

    @Test
    void a_model_that_does_not_fit_into_memory_is_refused_before_anything_is_allocated() {
        Sequential huge = Sequential.of(Layers.input(2_000_000), Layers.dense(2_000_000_000));

        assertThatThrownBy(() -> Model.build(huge))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("the weights of this model take 16000008.0 GB");
    }
}
