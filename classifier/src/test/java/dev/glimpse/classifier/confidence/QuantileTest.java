package dev.glimpse.classifier.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.tensor.Seed;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantileTest {

    private static double[] upTo(int count) {
        return IntStream.rangeClosed(1, count).mapToDouble(i -> i).toArray();
    }

    @Test
    void it_is_the_score_at_the_place_that_conformal_prediction_names() {
        assertThat(Quantile.above(upTo(99), 0.05)).isEqualTo(95);
        assertThat(Quantile.above(upTo(19), 0.05)).isEqualTo(19);
        assertThat(Quantile.above(upTo(39), 0.05)).isEqualTo(38);
        assertThat(Quantile.above(new double[] {3, 1, 2}, 0.5)).isEqualTo(2);
    }

    @Test
    void too_few_scores_give_the_largest_and_no_promise() {
        assertThat(Quantile.above(upTo(5), 0.05)).isEqualTo(5);
        assertThat(Quantile.isPromised(5, 0.05)).isFalse();
        assertThat(Quantile.isPromised(18, 0.05)).isFalse();
        assertThat(Quantile.isPromised(19, 0.05)).isTrue();
        assertThat(Quantile.isPromised(1000, 0)).isFalse();
    }

    @Test
    void no_larger_share_of_new_scores_lies_above_it_on_the_average() {
        SplittableRandom random = Seed.of(5).random();
        int above = 0;
        int trials = 4000;
        for (int i = 0; i < trials; i++) {
            double threshold = Quantile.above(random.doubles(30).toArray(), 0.1);
            above += random.nextDouble() > threshold ? 1 : 0;
        }
        // Exactly (30 + 1 - 28) / 31; three standard deviations of the mean of 4,000.
        assertThat((double) above / trials).isCloseTo(3.0 / 31, within(0.014));
    }
}
