package dev.glimpse.nn.model;

import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What dropout draws together. */
@ExtendWith(NoTensorLeaks.class)
class NoiseTest {

    private static final int SAMPLES = 64;

    @Test
    void a_noise_shape_of_ones_drops_whole_samples() {
        float[] values = trained(1, 1, 1);
        int dropped = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            float first = values[sample * 12];
            for (int i = 0; i < 12; i++) {
                assertThat(values[sample * 12 + i]).isEqualTo(first);
            }
            assertThat(first).isIn(0f, 2f);
            dropped += first == 0 ? 1 : 0;
        }
        // Half of them, and five deviations of a binomial distribution.
        assertThat(dropped).isBetween(12, 52);
    }

    @Test
    void a_noise_shape_of_channels_drops_channels() {
        float[] values = trained(1, 1, 3);
        for (int i = 0; i < values.length; i++) {
            int sample = i / 12;
            assertThat(values[i]).isEqualTo(values[sample * 12 + i % 3]);
        }
        assertThat(values).contains(0f, 2f);
    }

    @Test
    void noise_that_does_not_fit_is_refused() {
        assertThatThrownBy(() -> Sequential.of(input(2, 2, 3), dropout(0.5).noiseShape(1, 1, 2)))
                .isInstanceOf(NnException.class)
                .hasMessage("dropout draws noise of [1, 1, 2], which does not fit [2, 2, 3]: each size is the sample's"
                        + " or 1");
    }

    private static float[] trained(int... noise) {
        var architecture = Sequential.of(input(2, 2, 3), dropout(0.5).noiseShape(noise));
        try (var model = Model.build(architecture);
                var _ = TensorScope.open()) {
            long[] items = LongStream.range(0, SAMPLES).toArray();
            Tensor ones = Tensor.ones(Shape.of(SAMPLES, 2, 2, 3));
            return model.call(List.of(ones), new Purpose.Training(Seed.of(1), items))
                    .getFirst()
                    .toFloats();
        }
    }
}
