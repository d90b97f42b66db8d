package dev.glimpse.nn.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.Recorded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {

    static List<Recorded> recorded() {
        return Recorded.cases("schedules.json");
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void rates_are_keras_s(Recorded keras) {
        Schedule schedule = Optimizer.fromKeras(
                        Map.of("class_name", "SGD", "config", Map.of("learning_rate", keras.config())))
                .learningRate();

        double[] steps = Recorded.numbers(keras.get("steps"));
        double[] rates = Recorded.numbers(keras.get("values"));

        for (int i = 0; i < steps.length; i++) {
            assertThat(schedule.at((long) steps[i])).isCloseTo(rates[i], within(keras.tolerance()));
        }
    }

    /** By the formula of {@code torch.optim.lr_scheduler.OneCycleLR(max_lr=0.1, total_steps=20)}, whose peak is step 5. */
    @Test
    void one_cycle_is_pytorch_s() {
        Schedule schedule = Schedules.oneCycle(0.1, 20);

        assertThat(schedule.at(0)).isCloseTo(0.004, within(1e-12));
        assertThat(schedule.at(1)).isCloseTo(0.013167184270002524, within(1e-12));
        assertThat(schedule.at(3)).isCloseTo(0.06683281572999747, within(1e-12));
        assertThat(schedule.at(5)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.at(12)).isCloseTo(0.05000020000000001, within(1e-12));
        assertThat(schedule.at(19)).isCloseTo(4e-7, within(1e-15));
        assertThat(schedule.at(1000)).isEqualTo(schedule.at(19));
    }

    @Test
    void one_cycle_can_climb_longer_and_begin_and_end_elsewhere() {
        Schedule.OneCycle schedule =
                Schedules.oneCycle(1, 101).climb(0.5).initial(0.5).alpha(0.25);

        assertThat(schedule.at(0)).isEqualTo(0.5);
        assertThat(schedule.at(Math.round(schedule.peak()))).isCloseTo(1, within(1e-3));
        assertThat(schedule.at(100)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void settings_out_of_range_are_refused_with_their_range() {
        assertThatThrownBy(() -> Schedules.constant(-1))
                .isInstanceOf(NnException.class)
                .hasMessage("learning rate is 0 or more, got -1.0");
        assertThatThrownBy(() -> Schedules.cosineDecay(0.1, 0)).hasMessage("decay steps is above 0, got 0.0");
        assertThatThrownBy(() -> Schedules.piecewiseConstant(List.of(1L), List.of(0.1)))
                .hasMessageContaining("one more value than boundaries, got 1 values and 1 boundaries");
        assertThatThrownBy(() -> Schedules.oneCycle(0.1, 3)).hasMessageContaining("take more steps");
    }
}
