package dev.glimpse.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.metric.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What watches a training: early stopping, the reduction of the learning rate, the history. */
class MonitorTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<Recorded> stops() {
        return Recorded.cases("callbacks.json").stream()
                .filter(keras -> keras.get("callback").stringValue().equals("EarlyStopping"));
    }

    static Stream<Recorded> plateaus() {
        return Recorded.cases("callbacks.json").stream()
                .filter(keras -> keras.get("callback").stringValue().equals("ReduceLROnPlateau"));
    }

    @ParameterizedTest
    @MethodSource("stops")
    void early_stopping_stops_when_keras_does(Recorded keras) {
        JsonNode arguments = keras.get("arguments");
        EarlyStopping stopping = EarlyStopping.on(monitor(keras))
                .patience(whole(arguments, "patience", 0))
                .minDelta(Math.abs(number(arguments, "min_delta", 0)))
                .startFromEpoch(whole(arguments, "start_from_epoch", 0));
        if (arguments.has("baseline")) {
            stopping = stopping.baseline(arguments.get("baseline").doubleValue());
        }
        EarlyStopping.State state = stopping.start();
        int epoch = 0;
        for (JsonNode recorded : keras.list("epochs")) {
            String json = JSON.writeValueAsString(
                    stopping.next(state, epoch, recorded.get("value").doubleValue()));
            state = JSON.readValue(json, EarlyStopping.State.class);

            assertThat(state.waited()).as("epoch %d", epoch).isEqualTo(whole(recorded, "wait", 0));
            assertThat(state.isOver())
                    .as("epoch %d", epoch)
                    .isEqualTo(recorded.get("stop").booleanValue());
            epoch++;
        }

        assertThat(epoch).isEqualTo(whole(keras.json(), "epochsRun", 0));
        assertThat(state.best()).hasValueSatisfying(best -> {
            assertThat(best.epoch())
                    .isEqualTo(whole(keras.json(), "bestEpoch", 0))
                    .isEqualTo(whole(keras.json(), "weightsOfEpoch", 0));
            assertThat(best.value()).isEqualTo(keras.get("best").doubleValue());
        });
    }

    @ParameterizedTest
    @MethodSource("plateaus")
    void the_learning_rate_falls_when_keras_s_does(Recorded keras) {
        JsonNode arguments = keras.get("arguments");
        ReduceOnPlateau rule = ReduceOnPlateau.on(monitor(keras))
                .factor(number(arguments, "factor", 0.1))
                .patience(whole(arguments, "patience", 10))
                .minDelta(number(arguments, "min_delta", 1e-4))
                .cooldown(whole(arguments, "cooldown", 0))
                .minLearningRate(number(arguments, "min_lr", 0));
        double rate = keras.get("learningRate").doubleValue();
        ReduceOnPlateau.State state = rule.start();
        for (JsonNode recorded : keras.list("epochs")) {
            String json = JSON.writeValueAsString(
                    rule.next(state, recorded.get("value").doubleValue(), rate * state.learningRateFactor()));
            state = JSON.readValue(json, ReduceOnPlateau.State.class);

            assertThat(rate * state.learningRateFactor())
                    .isCloseTo(recorded.get("learningRateAfter").doubleValue(), within(keras.tolerance()));
            assertThat(state.waited()).isEqualTo(whole(recorded, "wait", 0));
            assertThat(state.resting()).isEqualTo(whole(recorded, "cooldown", 0));
        }
    }

    private static Monitor monitor(Recorded keras) {
        JsonNode arguments = keras.get("arguments");
        return arguments.has("mode") && arguments.get("mode").stringValue().equals("max")
                ? new Monitor(keras.get("monitor").stringValue(), Direction.RISING)
                : Monitor.of(keras.get("monitor").stringValue());
    }

    private static double number(JsonNode json, String key, double otherwise) {
        return json.has(key) ? json.get(key).doubleValue() : otherwise;
    }

    private static int whole(JsonNode json, String key, int otherwise) {
        return (int) number(json, key, otherwise);
    }

    @ParameterizedTest
    @CsvSource({
        "loss, FALLING",
        "val_loss, FALLING",
        "left_loss, FALLING",
        "val_mean_absolute_error, FALLING",
        "val_accuracy, RISING",
        "top_k_categorical_accuracy, RISING",
        "auc, RISING",
        "val_precision, RISING"
    })
    void the_name_of_a_metric_tells_which_way_is_better(String name, Direction direction) {
        assertThat(Monitor.of(name)).isEqualTo(new Monitor(name, direction));
    }

    @Test
    void a_name_that_does_not_tell_is_refused_with_the_fix() {
        assertThatThrownBy(() -> EarlyStopping.on("val_happiness"))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("new Monitor(name, Direction.RISING)");
    }

    @Test
    void a_number_that_an_epoch_lacks_is_missed_by_name() {
        EarlyStopping stopping = EarlyStopping.on("val_loss");

        assertThatThrownBy(() -> stopping.next(stopping.start(), epoch(0, Map.of("loss", 1.0))))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("no \"val_loss\" to watch among an epoch's metrics [loss]: give the training");
    }

    @Test
    void a_first_epoch_without_a_number_is_no_best_for_ever() {
        EarlyStopping stopping = EarlyStopping.on("loss").patience(2);

        EarlyStopping.State state = stopping.next(stopping.start(), 0, Double.NaN);
        state = JSON.readValue(JSON.writeValueAsString(state), EarlyStopping.State.class);
        state = stopping.next(state, 1, 5);

        assertThat(state.isBest(1)).isTrue();
    }

    @Test
    void a_history_knows_its_best_epoch_and_its_curves() {
        History history = History.empty()
                .plus(epoch(0, Map.of("loss", 2.0)))
                .plus(epoch(1, Map.of("loss", 1.0, "val_accuracy", 0.7)))
                .plus(epoch(2, Map.of("loss", Double.NaN, "val_accuracy", 0.7)));

        assertThat(history.best("loss").epoch()).isEqualTo(1);
        assertThat(history.best("val_accuracy").epoch()).isEqualTo(1);
        assertThat(history.values("val_accuracy")).isEqualTo(List.of(0.7, 0.7));
        assertThat(history.last().orElseThrow().epoch()).isEqualTo(2);
        assertThatThrownBy(() -> history.best("auc")).hasMessageContaining("no epoch has \"auc\"");
    }

    private static EpochResult epoch(int epoch, Map<String, Double> metrics) {
        return new EpochResult(epoch, metrics, Duration.ofSeconds(1));
    }
}
