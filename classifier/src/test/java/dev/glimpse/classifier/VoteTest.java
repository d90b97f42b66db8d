package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.Learning.ClassWeights;
import dev.glimpse.classifier.neighbour.Distance;
import dev.glimpse.classifier.neighbour.Sample;
import dev.glimpse.classifier.neighbour.Samples;
import dev.glimpse.classifier.neighbour.Weighting;
import dev.glimpse.data.item.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VoteTest {

    private static final Offset<Float> CLOSE = within(1e-6f);

    /** On a line: two of the first label, one of the second, three of the third far away. */
    private static final Samples LINE = samples(Distance.EUCLIDEAN, new int[] {0, 0, 1, 2, 2, 2}, 0, 1, 3, 50, 51, 52);

    private static Samples samples(Distance distance, int[] labels, float... places) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            samples.add(new Sample(new float[] {places[i]}, labels[i], new ContentHash(i, 0, 0, 0)));
        }
        return Samples.none(1, distance).with(samples);
    }

    private static float[] probabilities(Vote vote, float place) {
        return vote.probabilities(LINE, LINE.nearest(new float[] {place}, vote.k()), LINE.counts(3));
    }

    @Test
    void each_neighbour_says_the_same() {
        Vote vote = new Vote(3, Weighting.EVEN, 1, 0, ClassWeights.EVEN);

        assertThat(probabilities(vote, 2)).containsExactly(new float[] {2 / 3f, 1 / 3f, 0}, CLOSE);
    }

    @Test
    void nearer_ones_say_more() {
        Vote vote = new Vote(3, Weighting.CLOSENESS, 2, 0, ClassWeights.EVEN);
        double first = Math.exp(-1 / 2.0) + 1;
        double second = 1;

        // At 0.5 two are at a half, and one is two further.
        float[] seen = probabilities(vote, 0.5f);

        assertThat(seen[0]).isCloseTo((float) (2 / (2 + Math.exp(-2 / 2.0))), CLOSE);
        // At 2 those at 1 and 3 are equally near, and that at 0 is one further.
        assertThat(probabilities(vote, 2)[0]).isCloseTo((float) (first / (first + second)), CLOSE);
    }

    @Test
    void classes_count_the_same_however_many_samples_they_have() {
        Vote vote = new Vote(3, Weighting.EVEN, 1, 0, ClassWeights.BALANCED);

        assertThat(probabilities(vote, 2)).containsExactly(new float[] {0.5f, 0.5f, 0}, CLOSE);
    }

    @Test
    void a_little_is_left_for_what_no_neighbour_has() {
        Vote vote = new Vote(1, Weighting.CLOSENESS, 1, 0.3, ClassWeights.EVEN);

        assertThat(probabilities(vote, 0)).containsExactly(new float[] {0.8f, 0.1f, 0.1f}, CLOSE);
    }

    @ParameterizedTest
    @CsvSource({"0,1,0.1", "1001,1,0.1", "1,0,0.1", "1,NaN,0.1", "1,Infinity,0.1", "1,1,1", "1,1,-0.1", "1,1,NaN"})
    void a_vote_that_says_nothing_is_refused(int k, double temperature, double doubt) {
        assertThatThrownBy(() -> new Vote(k, Weighting.CLOSENESS, temperature, doubt, ClassWeights.EVEN))
                .isInstanceOf(ClassifierException.class);
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void with_even_voices_the_probabilities_are_those_of_scikit_learn(Distance distance) throws IOException {
        JsonNode recorded;
        try (InputStream file = Samples.class.getResourceAsStream("sklearn.json")) {
            recorded = JsonMapper.shared().readTree(Objects.requireNonNull(file));
        }
        List<Sample> all = new ArrayList<>();
        for (JsonNode vector : recorded.get("vectors")) {
            int label = recorded.get("labels").get(all.size()).intValue();
            all.add(new Sample(numbers(vector), label, new ContentHash(all.size(), 0, 0, 0)));
        }
        Samples samples = Samples.none(13, distance).with(all);
        for (JsonNode expected : recorded.get("cases")) {
            if (expected.get("distance").stringValue().equals(distance.word())) {
                Vote vote = new Vote(expected.get("k").intValue(), Weighting.EVEN, 1, 0, ClassWeights.EVEN);
                for (int i = 0; i < recorded.get("others").size(); i++) {
                    var nearest = samples.nearest(numbers(recorded.get("others").get(i)), vote.k());
                    assertThat(vote.probabilities(samples, nearest, samples.counts(4)))
                            .containsExactly(
                                    numbers(expected.get("probabilities").get(i)), CLOSE);
                }
            }
        }
    }

    private static float[] numbers(JsonNode json) {
        float[] numbers = new float[json.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = json.get(i).floatValue();
        }
        return numbers;
    }
}
