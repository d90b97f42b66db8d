package dev.glimpse.classifier.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LbfgsTest {

    @Test
    void it_finds_the_bottom_of_a_stretched_bowl() {
        double[] stretch = {1, 10, 100, 1_000};
        double[] bottom = {3, -2, 0.5, 7};
        var found = new Lbfgs(1e-8, 100)
                .minimize(
                        (point, gradient) -> {
                            double value = 0;
                            for (int i = 0; i < point.length; i++) {
                                double away = point[i] - bottom[i];
                                value += stretch[i] * away * away / 2;
                                gradient[i] = stretch[i] * away;
                            }
                            return value;
                        },
                        new double[4]);
        // The gradient is stretch times distance, so 1e-8 of it is at most 1e-8 of distance.
        assertThat(found.point()).containsExactly(bottom, within(1e-8));
        assertThat(found.gradient()).isLessThanOrEqualTo(1e-8);
        assertThat(found.iterations()).isLessThan(40);
    }

    @Test
    void it_follows_rosenbrock_s_valley_to_its_end() {
        var found = new Lbfgs(1e-8, 200).minimize(LbfgsTest::rosenbrock, new double[] {-1.2, 1, -1.2, 1});
        assertThat(found.point()).containsExactly(new double[] {1, 1, 1, 1}, within(1e-7));
        assertThat(found.value()).isCloseTo(0, within(1e-15));
        assertThat(found.iterations()).as("steepest descent takes thousands").isLessThan(100);
    }

    /** Two of Rosenbrock's valleys side by side. */
    private static double rosenbrock(double[] point, double[] gradient) {
        Arrays.fill(gradient, 0);
        double value = 0;
        for (int i = 0; i < point.length; i += 2) {
            double away = point[i + 1] - point[i] * point[i];
            value += 100 * away * away + (1 - point[i]) * (1 - point[i]);
            gradient[i] += -400 * point[i] * away - 2 * (1 - point[i]);
            gradient[i + 1] += 200 * away;
        }
        return value;
    }

    @Test
    void it_ends_where_a_function_is_no_more_exact_than_this() {
        var found = new Lbfgs(0, 1_000)
                .minimize(
                        (point, gradient) -> {
                            gradient[0] = 2 * point[0];
                            return (float) (1 + point[0] * point[0]);
                        },
                        new double[] {5});
        assertThat(found.point()[0]).isCloseTo(0, within(1e-3));
        assertThat(found.evaluations()).isLessThan(200);
    }

    @Test
    void it_stays_where_it_is_low_already() {
        var found = new Lbfgs(1e-6, 100)
                .minimize(
                        (point, gradient) -> {
                            gradient[0] = 2 * point[0];
                            return point[0] * point[0];
                        },
                        new double[] {0});
        assertThat(found.iterations()).isZero();
        assertThat(found.evaluations()).isEqualTo(1);
    }

    @Test
    void it_takes_no_more_steps_than_it_may() {
        var found = new Lbfgs(1e-8, 3).minimize(LbfgsTest::rosenbrock, new double[] {-1.2, 1});
        assertThat(found.iterations()).isEqualTo(3);
        assertThat(found.value()).isLessThan(24.2);
    }
}
