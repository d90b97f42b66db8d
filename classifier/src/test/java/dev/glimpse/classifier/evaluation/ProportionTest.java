package dev.glimpse.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {

    @Test
    void the_interval_stays_within_0_and_1() {
        assertThat(new Proportion(0, 10).interval().low()).isZero();
        assertThat(new Proportion(10, 10).interval().high()).isEqualTo(1);
    }

    /** Closed form: with all of n right, Wilson's lower end is n / (n + z squared). */
    @Test
    void all_of_ten_right_still_leaves_doubt() {
        assertThat(new Proportion(10, 10).interval().low()).isCloseTo(10 / (10 + 3.8414588), within(1e-7));
    }

    @Test
    void more_pictures_narrow_the_interval() {
        Proportion.Interval few = new Proportion(9, 10).interval();
        Proportion.Interval many = new Proportion(9000, 10000).interval();

        assertThat(many.high() - many.low()).isLessThan((few.high() - few.low()) / 10);
    }
}
