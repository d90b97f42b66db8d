package dev.glimpse.classifier.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrototypesTest {

    private static List<float[]> around(float[] middle, int count, double noise, long seed) {
        SplittableRandom random = Seed.of(seed).random();
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] vector = middle.clone();
            for (int k = 0; k < vector.length; k++) {
                vector[k] += (float) (noise * random.nextGaussian());
            }
            vectors.add(vector);
        }
        return vectors;
    }

    @Test
    void one_prototype_a_class_is_the_mean_direction() {
        Prototypes known = Prototypes.of(
                List.of(List.of(new float[] {2, 0}, new float[] {0, 5}), List.of(new float[] {-1, 0})), 1);
        assertThat(known.count()).isEqualTo(2);
        assertThat(known.distance(new float[] {7, 7})).isCloseTo(0, within(1e-3));
        assertThat(known.distance(new float[] {-3, 0})).isCloseTo(0, within(1e-3));
        assertThat(known.distance(new float[] {1, 0})).isCloseTo(1 - Math.sqrt(0.5), within(1e-3));
    }

    @Test
    void groups_within_a_class_are_found() {
        float[] one = {10, 0, 0, 0};
        float[] other = {0, 0, 10, 0};
        List<float[]> mixed = new ArrayList<>(around(one, 20, 0.2, 1));
        mixed.addAll(around(other, 20, 0.2, 2));
        Prototypes known = Prototypes.of(List.of(mixed), 2);
        assertThat(known.count()).isEqualTo(2);
        assertThat(known.distance(one)).isLessThan(0.01);
        assertThat(known.distance(other)).isLessThan(0.01);
        assertThat(known.distance(new float[] {10, 0, 10, 0})).isCloseTo(1 - Math.sqrt(0.5), within(0.02));
    }

    @Test
    void a_class_has_no_more_of_them_than_pictures_and_may_have_none() {
        Prototypes known = Prototypes.of(List.of(List.of(new float[] {1, 0}), List.of()), 8);
        assertThat(known.count()).isEqualTo(1);
    }

    @Test
    void equal_pictures_are_one_group_whatever_is_asked_for() {
        List<float[]> same = List.of(new float[] {1, 1}, new float[] {1, 1}, new float[] {1, 1});
        assertThat(Prototypes.of(List.of(same), 2).distance(new float[] {1, 1})).isCloseTo(0, within(1e-3));
    }

    @Test
    void a_vector_without_a_direction_is_at_a_right_angle_to_all() {
        Prototypes known = Prototypes.of(List.of(List.of(new float[] {1, 0})), 1);
        assertThat(known.distance(new float[] {0, 0})).isEqualTo(1);
        assertThat(known.distance(new float[] {Float.NaN, 0})).isNaN();
    }

    @Test
    void nothing_changes_by_being_written() {
        Prototypes known = Prototypes.of(List.of(around(new float[] {1, 2, 3}, 30, 1, 3)), 4);
        Prototypes read = Prototypes.ofText(3, known.text());
        for (float[] vector : around(new float[] {1, 1, 1}, 10, 2, 4)) {
            assertThat(read.distance(vector)).isEqualTo(known.distance(vector));
        }
        assertThat(known.text()).hasSize((4 * 3 * 2 + 2) / 3 * 4);
    }

    @Test
    void what_is_no_such_text_is_refused() {
        String text = Prototypes.of(List.of(List.of(new float[] {1, 2, 3})), 1).text();
        assertThatThrownBy(() -> Prototypes.ofText(2, text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Prototypes.ofText(0, text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Prototypes.ofText(3, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Prototypes.ofText(3, "not base 64!")).isInstanceOf(IllegalArgumentException.class);
        // The half float 0x7C00 is infinite.
        assertThatThrownBy(() -> Prototypes.ofText(1, "AHw="))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Infinity");
    }
}
