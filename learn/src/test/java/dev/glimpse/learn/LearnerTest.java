package dev.glimpse.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class LearnerTest {

    /** All of them, with options that take no time on 90 vectors. */
    static final Learner[] ALL = {
        new NearestNeighbours(5),
        new NearestNeighbours(5, Likeness.ANGLE),
        new LogisticRegression(0.5),
        new LinearSvm(0.5),
        new RbfSvm(10, 1),
        new RandomForest(20, 1),
        new GradientBoosting(10, 3, 0.3, 0.5)
    };

    private final Samples taught = Samples.taught();
    private final Samples asked = Samples.asked();

    @Test
    void each_is_known_by_its_word() {
        assertThat(Learner.ALL)
                .allSatisfy(learner -> assertThat(Learner.named(learner.word())).contains(learner));
        assertThat(Learner.named("abacus")).isEmpty();
        assertThat(Arrays.stream(ALL).map(Learner::word).distinct())
                .containsExactlyElementsOf(
                        Learner.ALL.stream().map(Learner::word).toList());
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void it_learns_to_tell_three_classes_apart(Learner learner) {
        ClassModel model = learner.classes(taught.rows(), taught.labels(), 3, 1);

        assertThat(model.length()).isEqualTo(Samples.LENGTH);
        assertThat(model.classes()).isEqualTo(3);
        assertThat(asked.accuracy(model)).isGreaterThan(0.75);
        assertThat(List.of(model.probabilities(asked.rows()))).allSatisfy(LearnerTest::demandProbabilities);
    }

    private static void demandProbabilities(float[] row) {
        double sum = 0;
        for (float probability : row) {
            assertThat(probability).isBetween(0f, 1f);
            sum += probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void the_same_seed_gives_the_same_model_byte_by_byte(Learner learner) {
        assertThat(learner.classes(taught.rows(), taught.labels(), 3, 5).toBytes())
                .isEqualTo(learner.classes(taught.rows(), taught.labels(), 3, 5).toBytes());
    }

    @Test
    void another_seed_gives_another_forest() {
        var forest = new RandomForest(5, 1);
        assertThat(forest.classes(taught.rows(), taught.labels(), 3, 5).toBytes())
                .isNotEqualTo(
                        forest.classes(taught.rows(), taught.labels(), 3, 6).toBytes());
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void a_class_without_vectors_gets_probability_0(Learner learner) {
        int[] labels =
                Arrays.stream(taught.labels()).map(label -> 2 * label + 1).toArray();

        float[][] spread = learner.classes(taught.rows(), labels, 7, 1).probabilities(asked.rows());

        float[][] dense = learner.classes(taught.rows(), taught.labels(), 3, 1).probabilities(asked.rows());
        for (int row = 0; row < spread.length; row++) {
            assertThat(spread[row]).containsExactly(0, dense[row][0], 0, dense[row][1], 0, dense[row][2], 0);
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void where_one_class_only_has_vectors_it_is_always_that(Learner learner) {
        var labels = new int[90];
        Arrays.fill(labels, 1);

        ClassModel model = learner.classes(taught.rows(), labels, 3, 1);

        assertThat(List.of(model.probabilities(asked.rows())))
                .allSatisfy(row -> assertThat(row).containsExactly(0, 1, 0));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void one_vector_is_enough_for_one_class_and_two_for_two(Learner learner) {
        var one = new Rows(2, new float[] {1, 2});
        assertThat(learner.classes(one, new int[] {0}, 1, 1).probabilities(one)[0])
                .containsExactly(1);

        var two = new Rows(2, new float[] {1, 2, 5, 9});
        assertThat(List.of(learner.classes(two, new int[] {0, 1}, 2, 1).probabilities(two)))
                .allSatisfy(LearnerTest::demandProbabilities);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void numbers_that_never_change_change_nothing(Learner learner) {
        var constant = new Rows(3, new float[3 * 30]);
        Arrays.fill(constant.values(), 0.1f);
        int[] labels = IntStream.range(0, 30).map(row -> row % 2).toArray();

        float[][] probabilities = learner.classes(constant, labels, 2, 1).probabilities(constant);

        assertThat(List.of(probabilities)).allSatisfy(row -> assertThat(row[0]).isCloseTo(0.5f, within(0.11f)));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void what_is_not_finite_is_refused_by_its_place(Learner learner) {
        float[] values = taught.rows().values().clone();
        values[4 * 6 + 2] = Float.NaN;
        var rows = new Rows(4, values);

        assertThatThrownBy(() -> learner.classes(rows, taught.labels(), 3, 1))
                .isInstanceOf(LearnException.class)
                .hasMessageContaining("number 3 of vector 7 is NaN");
        ClassModel model = learner.classes(taught.rows(), taught.labels(), 3, 1);
        assertThatThrownBy(() -> model.probabilities(rows))
                .isInstanceOf(LearnException.class)
                .hasMessageContaining("number 3 of vector 7 is NaN");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void vectors_of_another_length_are_refused(Learner learner) {
        ClassModel model = learner.classes(taught.rows(), taught.labels(), 3, 1);

        assertThatThrownBy(() -> model.probabilities(new Rows(5, new float[5])))
                .isInstanceOf(LearnException.class)
                .hasMessageContaining("4 numbers, and these have 5");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void no_vectors_at_all_are_refused_to_learn_from_and_fine_to_ask(Learner learner) {
        var none = new Rows(4, new float[0]);

        assertThatThrownBy(() -> learner.classes(none, new int[0], 3, 1)).isInstanceOf(LearnException.class);
        assertThat(learner.classes(taught.rows(), taught.labels(), 3, 1).probabilities(none))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void vectors_are_answered_alike_together_and_alone(Learner learner) {
        ClassModel model = learner.classes(taught.rows(), taught.labels(), 3, 1);
        float[][] together = model.probabilities(asked.rows());

        for (int row = 0; row < 60; row++) {
            assertThat(model.probabilities(new Rows(4, asked.rows().row(row)))[0])
                    .isEqualTo(together[row]);
        }
    }

    static Stream<Learner> thoseThatTellNumbers() {
        return Arrays.stream(ALL).filter(learner -> !(learner instanceof LogisticRegression));
    }

    @ParameterizedTest
    @MethodSource("thoseThatTellNumbers")
    void it_learns_to_tell_a_number(Learner learner) {
        NumberModel model = learner.numbers(taught.rows(), taught.targets(), 1);

        assertThat(model.length()).isEqualTo(4);
        // The variance is 11.9: who always says the mean is that far off.
        assertThat(asked.squaredError(model)).isLessThan(5);
        assertThat(learner.numbers(taught.rows(), taught.targets(), 1).toBytes())
                .isEqualTo(model.toBytes());
    }

    @ParameterizedTest
    @MethodSource("thoseThatTellNumbers")
    void a_number_that_is_always_the_same_is_told(Learner learner) {
        var targets = new float[90];
        Arrays.fill(targets, 1234.5f);

        for (float number : learner.numbers(taught.rows(), targets, 1).numbers(asked.rows())) {
            assertThat(number).isCloseTo(1234.5f, within(0.2f));
        }
        assertThat(learner.numbers(new Rows(1, new float[] {3}), new float[] {7}, 1)
                        .numbers(new Rows(1, new float[] {4}))[0])
                .isCloseTo(7f, within(0.2f));
    }

    @ParameterizedTest
    @MethodSource("thoseThatTellNumbers")
    void a_number_to_learn_has_to_be_finite(Learner learner) {
        float[] targets = taught.targets().clone();
        targets[3] = Float.POSITIVE_INFINITY;

        assertThatThrownBy(() -> learner.numbers(taught.rows(), targets, 1))
                .isInstanceOf(LearnException.class)
                .hasMessageContaining("vector 4");
    }

    @Test
    void who_cannot_tell_numbers_names_those_that_can() {
        assertThatThrownBy(() -> LogisticRegression.usual().numbers(taught.rows(), taught.targets(), 1))
                .isInstanceOf(LearnException.class)
                .hasMessageContaining("take knn, linear-svm, svm, forest or boosting");
    }

    @Test
    void options_out_of_range_are_refused() {
        assertThatThrownBy(() -> new NearestNeighbours(0)).isInstanceOf(LearnException.class);
        assertThatThrownBy(() -> new LogisticRegression(0)).isInstanceOf(LearnException.class);
        assertThatThrownBy(() -> new LinearSvm(Double.NaN)).isInstanceOf(LearnException.class);
        assertThatThrownBy(() -> new RbfSvm(1, -1)).isInstanceOf(LearnException.class);
        assertThatThrownBy(() -> new RandomForest(0, 1)).isInstanceOf(LearnException.class);
        assertThatThrownBy(() -> new GradientBoosting(1, 1, 2, 1)).isInstanceOf(LearnException.class);
    }

    @Test
    void a_machine_of_more_vectors_than_fit_into_memory_is_refused_before_it_tries() {
        int count = 40_000;
        int[] labels = IntStream.range(0, count).map(row -> row % 2).toArray();

        assertThatThrownBy(() -> RbfSvm.usual().classes(new Rows(1, new float[count]), labels, 2, 1))
                .isInstanceOf(LearnException.class)
                .hasMessageContaining("Take linear-svm or forest");
    }
}
