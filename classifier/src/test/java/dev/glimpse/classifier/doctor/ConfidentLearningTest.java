package dev.glimpse.classifier.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.classifier.doctor.ConfidentLearning.Suspect;
import dev.glimpse.classifier.doctor.ConfidentLearning.Votes;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConfidentLearningTest {

    private static final Offset<Double> FLOAT = Offset.offset(1e-6);

    /**
     * Counted by hand: label 0 is given to pictures 0 to 3, label 1 to the others. Thresholds are (0.9 + 0.8 + 0.2 + 0.5) / 4 = 0.6
     * and (0.7 + 0.9 + 0.4 + 0.6) / 4 = 0.65.
     */
    private static final int[] GIVEN = {0, 0, 0, 0, 1, 1, 1, 1};

    private static final Votes[] VOTES = {
        two(0.9f), two(0.8f), two(0.2f), two(0.5f), two(0.3f), two(0.1f), two(0.6f), two(0.4f)
    };

    private static Votes two(float first) {
        return new Votes(new int[] {0, 1}, new float[] {first, 1 - first});
    }

    @Test
    void thresholds_are_the_mean_probabilities_of_the_given_labels() {
        double[] thresholds = new ConfidentLearning(GIVEN, VOTES, 2).thresholds();

        assertThat(thresholds[0]).isCloseTo(0.6, FLOAT);
        assertThat(thresholds[1]).isCloseTo(0.65, FLOAT);
    }

    @Test
    void the_confident_joint_is_that_counted_by_hand() {
        // Picture 3 reaches neither threshold, and so does picture 7 with 0.4 and 0.6.
        assertThat(new ConfidentLearning(GIVEN, VOTES, 2).joint()).isDeepEqualTo(new int[][] {{2, 1}, {1, 2}});
    }

    @Test
    void suspects_come_by_margin_with_the_label_that_is_more_likely() {
        List<Suspect> suspects = new ConfidentLearning(GIVEN, VOTES, 2).suspects();

        assertThat(suspects).extracting(Suspect::picture).containsExactly(2, 6);
        assertThat(suspects).extracting(Suspect::suggested).containsExactly(1, 0);
        assertThat(suspects).extracting(Suspect::evidence).containsOnly(Evidence.STRONG);
        assertThat(suspects.getFirst().certainty()).isCloseTo(0.8, FLOAT);
        assertThat(suspects.getFirst().given()).isCloseTo(0.2, FLOAT);
        assertThat(suspects.getFirst().margin()).isCloseTo(-0.6, FLOAT);
    }

    @Test
    void what_is_likelier_and_not_as_likely_as_usual_is_weak_evidence() {
        int[] given = {0, 0, 1, 1, 1};
        // The threshold of label 1 is 0.9, and picture 1 has 0.55.
        Votes[] votes = {two(0.95f), two(0.45f), two(0.1f), two(0.1f), two(0.1f)};

        List<Suspect> suspects = new ConfidentLearning(given, votes, 2).suspects();

        assertThat(suspects).singleElement().satisfies(suspect -> {
            assertThat(suspect.picture()).isEqualTo(1);
            assertThat(suspect.evidence()).isEqualTo(Evidence.WEAK);
        });
    }

    @Test
    void a_label_that_is_hardly_ever_sure_counts_although_another_is_likelier() {
        int[] given = {0, 0, 1, 1};
        // Thresholds 0.75 and 0.35: picture 1 is 0.55 of label 0, which is little for it, and 0.45 of label 1, which is
        // much.
        Votes[] votes = {two(0.95f), two(0.55f), two(0.65f), two(0.65f)};

        List<Suspect> suspects = new ConfidentLearning(given, votes, 2).suspects();

        assertThat(suspects.stream().filter(suspect -> suspect.picture() == 1))
                .singleElement()
                .satisfies(suspect -> {
                    assertThat(suspect.suggested()).isEqualTo(1);
                    assertThat(suspect.evidence()).isEqualTo(Evidence.STRONG);
                });
    }

    @Test
    void a_label_without_pictures_is_never_suggested_as_certain() {
        Votes[] votes = {two(0.9f), two(0.9f)};

        assertThat(new ConfidentLearning(new int[] {0, 0}, votes, 3).suspects()).isEmpty();
    }
}
