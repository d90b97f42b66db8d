package dev.glimpse.nn.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Schedule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedScheduleTest {

    static Stream<Recorded> schedules() {
        return Recorded.cases("schedules.json");
    }

    static Stream<Recorded> optimizers() {
        return Recorded.cases("optimizers.json");
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void a_schedule_gives_the_rates_of_keras(Recorded recorded) {
        Schedule schedule = Optimizer.fromKeras(
                        Map.of("class_name", "SGD", "config", Map.of("learning_rate", recorded.config())))
                .learningRate();
        List<?> steps = recorded.list("steps");
        List<?> values = recorded.list("values");
        for (int i = 0; i < steps.size(); i++) {
            assertThat(schedule.at(((Number) steps.get(i)).longValue()))
                    .as("step %s", steps.get(i))
                    .isCloseTo(((Number) values.get(i)).doubleValue(), Offset.offset(recorded.tolerance()));
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void an_optimizer_that_is_written_for_keras_reads_back_as_itself(Recorded recorded) {
        Optimizer optimizer = Optimizer.fromKeras(recorded.config());

        assertThat(Optimizer.fromKeras(optimizer.kerasConfig())).isEqualTo(optimizer);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void the_learning_rate_of_each_step_is_that_of_keras(Recorded recorded) {
        Schedule schedule = Optimizer.fromKeras(recorded.config()).learningRate();
        List<Recorded> steps = Recorded.parts(recorded, "steps").toList();
        for (int i = 0; i < steps.size(); i++) {
            assertThat(schedule.at(i)).isCloseTo(steps.get(i).number("learningRate"), Offset.offset(1e-7));
        }
    }
}
