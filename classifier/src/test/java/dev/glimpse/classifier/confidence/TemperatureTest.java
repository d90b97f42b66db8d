package dev.glimpse.classifier.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.tensor.Seed;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemperatureTest {

    /** Drawn with NumPy; the last four labels at random, the others the largest logit. */
    private static final float[][] LOGITS = {
        {6.123f, -7.667f, 1.254f},
        {-1.703f, -1.358f, -0.647f},
        {-6.06f, -0.696f, -2.596f},
        {9.969f, 0.677f, -1.058f},
        {-0.844f, -2.004f, -3.165f},
        {-1.172f, 1.446f, -0.716f},
        {2.873f, -0.599f, 0.073f},
        {4.637f, 1.635f, -1.516f},
        {-0.549f, 1.622f, 5.805f},
        {-0.809f, -0.731f, 3.007f},
        {-2.659f, -0.875f, 2.648f},
        {1.741f, 0.275f, 2.01f}
    };

    private static final int[] LABELS = {0, 2, 1, 0, 0, 1, 0, 0, 2, 1, 0, 2};

    private static Temperature of(float[][] logits, int[] labels, float factor) {
        Temperature temperature = new Temperature();
        for (int i = 0; i < logits.length; i++) {
            float[] scaled = logits[i].clone();
            for (int k = 0; k < scaled.length; k++) {
                scaled[k] *= factor;
            }
            temperature.add(scaled, labels[i]);
        }
        return temperature;
    }

    @Test
    void it_is_what_scipy_finds() {
        // scipy.optimize.minimize_scalar(bounded, xatol 1e-12) of the mean of logsumexp(z / T) - z[y] / T; scipy
        // 1.17.1.
        assertThat(of(LOGITS, LABELS, 1).best()).hasValueCloseTo(2.247359538532186, within(1e-6));
    }

    @Test
    void logits_times_a_number_give_that_number_back() {
        double once = of(LOGITS, LABELS, 1).best().orElseThrow();
        for (float factor : new float[] {0.25f, 2, 8}) {
            assertThat(of(LOGITS, LABELS, factor).best()).hasValueCloseTo(once * factor, within(1e-5 * factor));
        }
    }

    @Test
    void equal_gaps_have_a_closed_form() {
        // 9 of 12 right with a gap of 4: the probability that loses least is 3/4, so 4 / T is ln 3.
        Temperature temperature = new Temperature();
        for (int i = 0; i < 12; i++) {
            temperature.add(new float[] {4, 0}, i < 9 ? 0 : 1);
        }
        assertThat(temperature.best()).hasValueCloseTo(4 / Math.log(3), within(1e-6));
        assertThat(temperature.right()).isEqualTo(9);
    }

    @Test
    void it_keeps_to_its_bounds() {
        Temperature sure = new Temperature();
        sure.add(new float[] {1, 0}, 0);
        assertThat(sure.best()).hasValueCloseTo(Temperature.LEAST, within(1e-6));
        Temperature wrong = new Temperature();
        wrong.add(new float[] {1, 0}, 1);
        assertThat(wrong.best()).hasValueCloseTo(Temperature.MOST, within(1e-6));
        assertThat(new Temperature().best()).isEmpty();
    }

    @Test
    void the_order_of_labels_never_changes() {
        SplittableRandom random = Seed.of(4).random();
        for (int i = 0; i < 500; i++) {
            float[] logits = new float[6];
            for (int k = 0; k < logits.length; k++) {
                logits[k] = (float) (5 * random.nextGaussian());
            }
            float[] probabilities = Temperature.probabilities(logits, random.nextDouble(0.25, 20));
            for (int a = 0; a < 6; a++) {
                for (int b = 0; b < 6; b++) {
                    assertThat(probabilities[a] > probabilities[b]).isEqualTo(logits[a] > logits[b]);
                }
            }
        }
    }

    @Test
    void what_was_scaled_can_be_seen_as_it_was() {
        for (float[] logits : LOGITS) {
            float[] before = Temperature.probabilities(logits, 1);
            for (double temperature : new double[] {0.5, 1, 3}) {
                float[] undone = Temperature.undone(Temperature.probabilities(logits, temperature), temperature);
                assertThat(undone).containsExactly(before, within(1e-5f));
            }
        }
    }
}
