package dev.glimpse.classifier.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The numbers are those of scipy 1.x's {@code minimize(method='SLSQP', ftol=1e-15)} on the same probabilities, which 400,000 rounds of
 * expectation maximisation agree with in all digits given here.
 */
class MixtureTest {

    /** Made-up probabilities, some classifiers' made worse. */
    private static Mixture mixture(int pictures, int classifiers, int worse, double factor) {
        Mixture mixture = new Mixture(classifiers);
        for (int i = 0; i < pictures; i++) {
            double[] truths = new double[classifiers];
            for (int k = 0; k < classifiers; k++) {
                truths[k] = (1 + (i * 7919L + k * 104729L + (long) i * i * (31 + k)) % 997)
                        / 1000.0
                        * (k == worse ? factor : 1);
            }
            mixture.add(truths);
        }
        return mixture;
    }

    @Test
    void two_classifiers_get_the_weights_that_scipy_finds() {
        Mixture mixture = mixture(60, 2, 0, 1);

        assertThat(mixture.best()).containsExactly(new double[] {0.22450849, 0.77549151}, within(2e-6));
        assertThat(mixture.loss(mixture.best())).isCloseTo(1.0061687702059, within(1e-9));
        assertThat(mixture.loss(new double[] {0.5, 0.5})).isCloseTo(1.0493438272965092, within(1e-12));
    }

    @Test
    void a_classifier_that_never_helps_gets_nothing_at_all() {
        Mixture mixture = mixture(60, 3, 2, 0.5);

        assertThat(mixture.best()).containsExactly(new double[] {0.22450849, 0.77549151, 0}, within(2e-6));
        assertThat(mixture.best()[2]).isZero();
    }

    @Test
    void five_classifiers_get_the_weights_that_scipy_finds() {
        Mixture mixture = mixture(200, 5, 1, 0.4);

        assertThat(mixture.best())
                .containsExactly(new double[] {0.14852045, 0, 0.37973297, 0.25652051, 0.21522607}, within(2e-5));
        assertThat(mixture.loss(mixture.best())).isCloseTo(0.8014484366210752, within(Mixture.GAP));
    }

    @Test
    void shares_are_none_below_0_and_add_up_to_1() {
        double[] best = mixture(200, 5, 1, 0.4).best();

        assertThat(Arrays.stream(best).min().orElseThrow()).isNotNegative();
        assertThat(Arrays.stream(best).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void the_same_pictures_give_the_same_weights_to_the_last_bit() {
        assertThat(mixture(200, 5, 1, 0.4).best())
                .isEqualTo(mixture(200, 5, 1, 0.4).best());
    }

    @Test
    void classifiers_that_say_the_same_share_evenly_and_so_do_any_without_pictures() {
        Mixture mixture = new Mixture(3);
        assertThat(mixture.best()).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
        mixture.add(0.7, 0.7, 0.7);
        mixture.add(0.2, 0.2, 0.2);
        assertThat(mixture.best()).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
    }

    @Test
    void a_certain_mistake_does_not_decide_everything() {
        Mixture mixture = new Mixture(2);
        for (int i = 0; i < 99; i++) {
            mixture.add(0.99, 0.5);
        }
        mixture.add(0, 0.5);

        // The zero of the slope: 99 * 0.49 / (0.5 + 0.49 w) = 0.5 / (0.5 - 0.5 w), but for the least probability.
        assertThat(mixture.best()[0]).isCloseTo((99 * 0.49 * 0.5 - 0.25) / (0.49 * 0.5 * 100), within(1e-5));
    }
}
