package dev.glimpse.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What scikit-learn 1.9 says of the same samples (src/test/python/scikit.py prints it). */
class ScikitTest {

    /** Answers are kept as float, and the solvers stop where they are near enough. */
    private static final double TOLERANCE = 2e-3;

    private final Samples taught = Samples.taught();
    private final Samples asked = Samples.asked();
    private final Rows first =
            new Rows(Samples.LENGTH, Arrays.copyOf(asked.rows().values(), 4 * Samples.LENGTH));

    @Test
    void the_samples_are_those_that_python_made() {
        assertThat(taught.rows().row(0)).containsExactly(3.7911682f, 1.795589f, 2.9850721f, 8.30368f);
        assertThat(taught.targets()[0]).isEqualTo(5.679702f);
    }

    @Test
    void nearest_neighbours_have_the_same_voices() {
        demand(new NearestNeighbours(5), new double[][] {{0.8, 0, 0.2}, {0, 1, 0}, {0.2, 0.2, 0.6}, {1, 0, 0}});
    }

    @Test
    void nearest_neighbours_by_angle_have_the_same_voices() {
        demand(new NearestNeighbours(9, Likeness.ANGLE), new double[][] {
            {0.6666667, 0.1111111, 0.2222222},
            {0, 1, 0},
            {0.2222222, 0.1111111, 0.6666667},
            {0.8888889, 0.1111111, 0}
        });
    }

    @Test
    void logistic_regression_gives_the_same_probabilities() {
        demand(new LogisticRegression(0.5), new double[][] {
            {0.6937541, 0.0815054, 0.2247404},
            {0.1605332, 0.8329903, 0.0064766},
            {0.0538013, 0.2871275, 0.6590712},
            {0.8433853, 0.1244842, 0.0321305}
        });
    }

    @Test
    void linear_machines_have_the_same_margins() {
        demandMargins(new LinearSvm(0.5), new double[][] {
            {0.4122619, -1.4050031, -0.733196},
            {-0.7731669, 1.9358141, -2.9573446},
            {-1.678286, -0.5058072, 0.432549},
            {1.3032572, -1.1166838, -2.0087715}
        });
        assertThat(asked.accuracy(teach(new LinearSvm(0.5)))).isCloseTo(0.8833, within(0.001));
    }

    @Test
    void machines_with_radial_basis_functions_have_the_same_margins() {
        demandMargins(new RbfSvm(10, 1), new double[][] {
            {2.4478385, 1.5331363, -0.9154469},
            {-2.3217263, 0.7722667, 2.126712},
            {-1.8559966, -1.1529327, -0.3007547},
            {3.1631546, 2.1860775, 0.2669542}
        });
        // A vote of pairs there, a product of pairs here: they may differ on one of 60.
        assertThat(asked.accuracy(teach(new RbfSvm(10, 1)))).isCloseTo(0.8833, within(0.02));
    }

    @Test
    void a_forest_is_as_right_as_that_of_scikit_learn() {
        // Chance decides, so two of 60 may differ.
        assertThat(asked.accuracy(teach(new RandomForest(200, 1)))).isCloseTo(0.8333, within(0.034));
    }

    @Test
    void numbers_are_told_as_by_scikit_learn() {
        demandNumbers(new NearestNeighbours(5), 9.066927, 5.73527, 11.2869625, 8.507826);
        demandNumbers(new RbfSvm(10, 1), 10.2752062, 5.5714246, 10.9384768, 7.4121601);
        demandNumbers(new LinearSvm(0.5), 9.6086574, 5.3248033, 10.9723725, 6.9055617);
    }

    @Test
    void a_forest_and_boosting_tell_numbers_about_as_well_as_a_forest_of_scikit_learn() {
        assertThat(asked.squaredError(new RandomForest(200, 1).numbers(taught.rows(), taught.targets(), 1)))
                .isCloseTo(2.68, within(0.5));
        assertThat(asked.squaredError(new GradientBoosting(100, 3, 0.2, 1).numbers(taught.rows(), taught.targets(), 1)))
                .isLessThan(2.68);
    }

    private ClassModel teach(Learner learner) {
        return learner.classes(taught.rows(), taught.labels(), 3, 1);
    }

    private void demand(Learner learner, double[][] expected) {
        demand(teach(learner).probabilities(first), expected);
    }

    private void demandMargins(Learner learner, double[][] expected) {
        assertThat(teach(learner))
                .isInstanceOfSatisfying(
                        Learnt.class, learnt -> demand(learnt.body().answers(first), expected));
    }

    private static void demand(float[][] answers, double[][] expected) {
        for (int row = 0; row < expected.length; row++) {
            for (int one = 0; one < expected[row].length; one++) {
                assertThat((double) answers[row][one])
                        .as("row %d, answer %d", row, one)
                        .isCloseTo(expected[row][one], within(TOLERANCE));
            }
        }
    }

    private void demandNumbers(Learner learner, double... expected) {
        float[] numbers = learner.numbers(taught.rows(), taught.targets(), 1).numbers(first);
        for (int row = 0; row < expected.length; row++) {
            assertThat((double) numbers[row]).as(learner.word()).isCloseTo(expected[row], within(0.01));
        }
    }
}
