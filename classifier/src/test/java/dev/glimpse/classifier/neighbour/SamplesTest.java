package dev.glimpse.classifier.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.data.item.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SamplesTest {

    private static JsonNode recorded() {
        try (InputStream file = SamplesTest.class.getResourceAsStream("sklearn.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static float[] numbers(JsonNode json) {
        float[] numbers = new float[json.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = json.get(i).floatValue();
        }
        return numbers;
    }

    private static Sample sample(int number, int label, float... vector) {
        return new Sample(vector, label, new ContentHash(number, 0, 0, 0));
    }

    private static List<Sample> drawn(int count, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] vector = new float[length];
                    for (int j = 0; j < length; j++) {
                        vector[j] = (float) random.nextDouble(-1, 1);
                    }
                    return sample(i, i % 3, vector);
                })
                .toList();
    }

    /** Computed here in 32 bits, there in 64. */
    @ParameterizedTest
    @EnumSource(Distance.class)
    void neighbours_and_distances_are_those_of_scikit_learn(Distance distance) {
        JsonNode recorded = recorded();
        List<Sample> all = new ArrayList<>();
        for (JsonNode vector : recorded.get("vectors")) {
            int label = recorded.get("labels").get(all.size()).intValue();
            all.add(sample(all.size(), label, numbers(vector)));
        }
        Samples samples = Samples.none(13, distance).with(all);
        JsonNode expected = recorded.get("cases")
                .valueStream()
                .filter(one -> one.get("distance").stringValue().equals(distance.word()))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < recorded.get("others").size(); i++) {
            Nearest nearest = samples.nearest(
                    numbers(recorded.get("others").get(i)), expected.get("k").intValue());
            for (int j = 0; j < nearest.size(); j++) {
                assertThat(nearest.samples()[j])
                        .as("neighbour %d of %d", j, i)
                        .isEqualTo(expected.get("samples").get(i).get(j).intValue());
                assertThat(nearest.distances()[j])
                        .isCloseTo(expected.get("distances").get(i).get(j).doubleValue(), within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void a_sample_is_at_no_distance_from_itself_and_one_after_the_other_gives_what_all_at_once_do(Distance distance) {
        List<Sample> all = drawn(600, 30, 1);
        Samples samples = Samples.none(30, distance).with(all);
        List<float[]> vectors = all.stream().map(Sample::vector).toList();

        List<Nearest> together = samples.nearest(vectors, 5);

        for (int i = 0; i < all.size(); i++) {
            Nearest alone = samples.nearest(vectors.get(i), 5);
            assertThat(alone.samples()).startsWith(i).isEqualTo(together.get(i).samples());
            assertThat(alone.distances())
                    .startsWith(0)
                    .isEqualTo(together.get(i).distances());
            assertThat(alone.distances()).isSorted();
        }
    }

    @Test
    void the_search_is_exact() {
        List<Sample> all = drawn(700, 9, 2);
        Samples samples = Samples.none(9, Distance.EUCLIDEAN).with(all);
        float[] from = drawn(1, 9, 3).getFirst().vector();

        int[] expected = IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> length(all.get(i).vector(), from)))
                .mapToInt(i -> i)
                .limit(50)
                .toArray();

        assertThat(samples.nearest(from, 50).samples()).isEqualTo(expected);
    }

    private static double length(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += ((double) one[i] - other[i]) * ((double) one[i] - other[i]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void all_samples_are_near_where_more_are_asked_for_than_there_are() {
        Samples samples = Samples.none(1, Distance.EUCLIDEAN).with(List.of(sample(0, 0, 1), sample(1, 1, 3)));

        Nearest nearest = samples.nearest(new float[] {4}, 20);

        assertThat(nearest.samples()).containsExactly(1, 0);
        assertThat(nearest.distances()).containsExactly(1, 3);
        assertThat(Samples.none(1, Distance.COSINE).nearest(new float[] {4}, 20).size())
                .isZero();
    }

    @Test
    void of_samples_at_one_distance_the_first_is_the_nearest() {
        Samples samples =
                Samples.none(1, Distance.EUCLIDEAN).with(List.of(sample(0, 0, 2), sample(1, 1, 0), sample(2, 2, 2)));

        assertThat(samples.nearest(new float[] {1}, 2).samples()).containsExactly(0, 1);
    }

    @Test
    void a_vector_without_direction_is_at_a_right_angle_to_all() {
        Samples samples = Samples.none(2, Distance.COSINE)
                .with(List.of(sample(0, 0, 0, 0), sample(1, 0, -1, 0), sample(2, 0, 5, 0)));

        assertThat(samples.nearest(new float[] {3, 0}, 3).samples()).containsExactly(2, 0, 1);
        assertThat(samples.nearest(new float[] {3, 0}, 3).distances()).containsExactly(0, 1, 2);
        assertThat(samples.nearest(new float[] {0, 0}, 3).distances()).containsExactly(1, 1, 1);
    }

    @Test
    void only_finite_vectors_of_its_length_are_compared() {
        Samples samples = Samples.none(2, Distance.COSINE).with(List.of(sample(0, 0, 1, 1)));

        for (float[] wrong : List.of(
                new float[] {1}, new float[] {Float.NaN, 1}, new float[] {1, Float.POSITIVE_INFINITY}, new float[] {
                    Float.MAX_VALUE, 1
                })) {
            assertThatThrownBy(() -> samples.nearest(wrong, 1))
                    .as(Arrays.toString(wrong))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> samples.with(List.of(sample(1, 0, wrong))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void those_that_were_there_before_do_not_see_what_is_added() {
        List<Sample> all = drawn(300, 4, 4);
        Samples few = Samples.none(4, Distance.EUCLIDEAN).with(all.subList(0, 100));

        Samples more = few.with(all.subList(100, 300));
        Samples others = few.with(all.subList(200, 250));

        assertThat(few.size()).isEqualTo(100);
        assertThat(more.size()).isEqualTo(300);
        for (int i = 0; i < 300; i++) {
            assertThat(more.vector(i)).isEqualTo(all.get(i).vector());
        }
        for (int i = 0; i < 50; i++) {
            assertThat(others.vector(100 + i)).isEqualTo(all.get(200 + i).vector());
        }
        assertThat(few.nearest(all.get(150).vector(), 100).samples()).doesNotContain(150);
        assertThat(more.nearest(all.get(150).vector(), 1).samples()).containsExactly(150);
    }

    @Test
    void a_sample_is_found_by_its_file_and_can_get_another_label() {
        Samples samples = Samples.none(4, Distance.EUCLIDEAN).with(drawn(10, 4, 5));

        int found = samples.find(new ContentHash(7, 0, 0, 0)).orElseThrow();
        Samples corrected = samples.relabelled(found, 2);

        assertThat(found).isEqualTo(7);
        assertThat(samples.find(new ContentHash(7, 0, 0, 1))).isEmpty();
        assertThat(samples.counts(3)).containsExactly(4, 3, 3);
        assertThat(corrected.counts(3)).containsExactly(4, 2, 4);
    }
}
