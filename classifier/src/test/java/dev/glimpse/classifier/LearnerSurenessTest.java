package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LearnerSurenessTest {

    private static final Offset<Float> ROUNDING = within(1e-6f);

    @Test
    void without_doubt_and_temperature_nothing_changes() {
        float[] learnt = {0, 0.25f, 0.75f};

        assertThat(LearnerSureness.FULL.probabilities(learnt)).isEqualTo(learnt);
    }

    @Test
    void doubt_is_spread_evenly() {
        float[] seen = new LearnerSureness(0.3, 1).probabilities(new float[] {0, 0, 1});

        assertThat(seen[0]).isCloseTo(0.1f, ROUNDING);
        assertThat(seen[1]).isCloseTo(0.1f, ROUNDING);
        assertThat(seen[2]).isCloseTo(0.8f, ROUNDING);
    }

    @Test
    void a_temperature_of_two_takes_roots() {
        float[] seen = new LearnerSureness(0, 2).probabilities(new float[] {0.2f, 0.8f});

        // sqrt(0.2) : sqrt(0.8) is 1 : 2.
        assertThat(seen[0]).isCloseTo(1 / 3f, ROUNDING);
        assertThat(seen[1]).isCloseTo(2 / 3f, ROUNDING);
    }

    @Test
    void a_learner_that_is_certain_and_sometimes_wrong_is_doubted_as_often_as_it_is_wrong() {
        List<float[]> certain = new ArrayList<>(Collections.nCopies(100, new float[] {1, 0}));
        int[] labels = new int[100];
        for (int i = 0; i < 5; i++) {
            labels[i] = 1;
        }
        double doubt = LearnerSureness.bestDoubt(certain, labels);

        // Any doubt with its own temperature says 95 : 5 here, and too small ones would need one beyond the largest.
        assertThat(doubt).isBetween(1e-6, 0.1);
        assertThat(LearnerSureness.bestDoubt(List.of(new float[] {0.9f, 0.1f}), new int[] {0}))
                .isEqualTo(1e-6);
    }

    @Test
    void what_is_neither_is_refused() {
        assertThatThrownBy(() -> new LearnerSureness(1, 1)).isInstanceOf(ClassifierException.class);
        assertThatThrownBy(() -> new LearnerSureness(Double.NaN, 1)).isInstanceOf(ClassifierException.class);
        assertThatThrownBy(() -> new LearnerSureness(0, 0)).isInstanceOf(ClassifierException.class);
    }
}
