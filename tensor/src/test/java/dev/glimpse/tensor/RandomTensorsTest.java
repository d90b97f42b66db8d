package dev.glimpse.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoTensorLeaks.class)
class RandomTensorsTest {

    private static final Shape MANY = Shape.of(100, 1000);
    private static final Seed SEED = Seed.of(42);

    @Test
    void uniform_numbers_fill_their_range_evenly() {
        try (var _ = TensorScope.open()) {
            Tensor drawn = RandomTensors.uniform(MANY, -1, 3, SEED);

            assertThat(drawn.min().item()).isBetween(-1.0, -0.999);
            assertThat(drawn.max().item()).isBetween(2.999, 3.0);
            assertThat(drawn.mean().item()).isCloseTo(1, within(0.02)); // 5 standard errors
            assertThat(drawn.variance().item()).isCloseTo(16 / 12.0, within(0.03));
        }
    }

    @Test
    void normal_numbers_have_their_mean_and_deviation() {
        try (var _ = TensorScope.open()) {
            Tensor drawn = RandomTensors.normal(MANY, 2, 3, SEED);

            assertThat(drawn.mean().item()).isCloseTo(2, within(0.05));
            assertThat(drawn.variance().sqrt().item()).isCloseTo(3, within(0.05));
            assertThat(drawn.sub(2)
                            .abs()
                            .greaterThan(6)
                            .cast(DType.FLOAT32)
                            .mean()
                            .item())
                    .isCloseTo(0.0455, within(0.004));
        }
    }

    @Test
    void truncated_normal_numbers_stay_within_two_deviations() {
        try (var _ = TensorScope.open()) {
            Tensor drawn = RandomTensors.truncatedNormal(MANY, 1, 0.5, SEED);

            assertThat(drawn.min().item()).isBetween(0.0, 0.01);
            assertThat(drawn.max().item()).isBetween(1.99, 2.0);
            // the deviation of a normal distribution cut at two deviations
            assertThat(drawn.variance().sqrt().item()).isCloseTo(0.5 * 0.8796, within(0.01));
        }
    }

    @Test
    void equal_seeds_give_equal_numbers_and_others_others() {
        try (var _ = TensorScope.open()) {
            float[] first = RandomTensors.normal(Shape.of(9), 0, 1, SEED).toFloats();

            assertThat(RandomTensors.normal(Shape.of(9), 0, 1, SEED).toFloats()).containsExactly(first);
            assertThat(RandomTensors.normal(Shape.of(9), 0, 1, SEED.derive(1)).toFloats())
                    .doesNotContain(first);
        }
    }

    @Test
    void dropout_drops_its_share_and_keeps_the_sum() {
        try (var _ = TensorScope.open()) {
            Tensor ones = Tensor.ones(MANY);
            Tensor dropped = RandomTensors.dropout(ones, 0.25, SEED);

            assertThat(dropped.equalTo(0).cast(DType.FLOAT32).mean().item()).isCloseTo(0.25, within(0.007));
            assertThat(dropped.mean().item()).isCloseTo(1, within(0.01));
            assertThat(dropped.max().item()).isCloseTo(4 / 3.0, within(1e-6));
            assertThat(RandomTensors.dropout(ones, 0, SEED).toFloats()).containsOnly(1);
            // neighbours in both directions are independent: a product of two is kept with probability 0.75²
            Tensor kept = dropped.greaterThan(0).cast(DType.FLOAT32);
            Tensor besides = kept.narrow(1, 0, 999).mul(kept.narrow(1, 1, 999));
            Tensor below = kept.narrow(0, 0, 99).mul(kept.narrow(0, 1, 99));
            assertThat(besides.mean().item()).isCloseTo(0.5625, within(0.01));
            assertThat(below.mean().item()).isCloseTo(0.5625, within(0.01));
            Tensor other = RandomTensors.dropoutMask(MANY, 0.25, SEED.derive(1))
                    .greaterThan(0)
                    .cast(DType.FLOAT32);
            assertThat(kept.mul(other).mean().item()).isCloseTo(0.5625, within(0.01));
            assertThat(RandomTensors.dropout(ones, 1, SEED).toFloats()).containsOnly(0);
            assertThatThrownBy(() -> RandomTensors.dropout(ones, 1.5, SEED))
                    .isInstanceOf(TensorException.class)
                    .hasMessage("a probability is from 0 to 1, got 1.5");
        }
    }

    @Test
    void a_sample_loses_the_same_whoever_its_neighbours_are() {
        try (var _ = TensorScope.open()) {
            Shape pair = Shape.of(2, 3000);
            Seed other = SEED.derive(1);
            Tensor first = RandomTensors.dropoutMask(pair, 0.5, List.of(SEED, other));
            Tensor second = RandomTensors.dropoutMask(pair, 0.5, List.of(other, SEED));

            assertThat(first.select(0, 0).toFloats())
                    .containsExactly(second.select(0, 1).toFloats());
            assertThat(first.select(0, 0).toFloats())
                    .containsExactly(
                            RandomTensors.dropoutMask(Shape.of(3000), 0.5, SEED).toFloats())
                    .isNotEqualTo(first.select(0, 1).toFloats());
            assertThatThrownBy(() -> RandomTensors.dropoutMask(pair, 0.5, List.of(SEED)))
                    .isInstanceOf(TensorException.class)
                    .hasMessage("a mask for 1 samples begins with that size, got [2, 3000]");
        }
    }

    @Test
    void bernoulli_numbers_are_one_as_often_as_asked() {
        try (var _ = TensorScope.open()) {
            assertThat(RandomTensors.bernoulli(MANY, 0.1, SEED).mean().item()).isCloseTo(0.1, within(0.005));
            assertThat(RandomTensors.bernoulli(Shape.of(50), 0, SEED).toFloats())
                    .containsOnly(0);
            assertThat(RandomTensors.bernoulli(Shape.of(50), 1, SEED).toFloats())
                    .containsOnly(1);
        }
    }

    @Test
    void the_running_generator_goes_on_from_where_it_was_captured() {
        try (var _ = TensorScope.open()) {
            RandomState.seed(SEED);
            Noise.normal(Shape.of(100));
            RandomState state = RandomState.of(RandomState.capture().toBytes());
            float[] first = Noise.normal(Shape.of(100)).toFloats();
            float[] mask = Noise.dropout(Tensor.ones(Shape.of(100)), 0.5).toFloats();

            state.restore();

            assertThat(Noise.normal(Shape.of(100)).toFloats()).containsExactly(first);
            assertThat(Noise.dropout(Tensor.ones(Shape.of(100)), 0.5).toFloats())
                    .containsExactly(mask);
            assertThat(RandomState.capture()).isNotEqualTo(state);
            assertThat(Noise.uniform(MANY).mean().item()).isCloseTo(0.5, within(0.01));
            assertThat(Noise.bernoulli(MANY, 0.2).mean().item()).isCloseTo(0.2, within(0.01));
            assertThatThrownBy(() -> RandomState.of(new byte[3]).restore()).isInstanceOf(TensorException.class);
        }
    }
}
