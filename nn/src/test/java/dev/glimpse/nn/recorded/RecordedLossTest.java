package dev.glimpse.nn.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.loss.Loss;
import dev.glimpse.nn.loss.Losses;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoTensorLeaks.class)
class RecordedLossTest {

    static Stream<Recorded> known() {
        return Recorded.cases("losses.json").filter(RecordedLossTest::isKnown);
    }

    static Stream<Recorded> unknown() {
        return Recorded.cases("losses.json").filter(loss -> !isKnown(loss));
    }

    private static boolean isKnown(Recorded loss) {
        var settings =
                new Recorded((Map<?, ?>) Objects.requireNonNull(loss.config().get("config")));
        return settings.text("reduction").equals("sum_over_batch_size") && !settings.has("ignore_class");
    }

    /** Keras leaves Huber's delta out of its JSON. */
    private static Loss loss(Recorded recorded) {
        var arguments = new Recorded(recorded.map("arguments"));
        return arguments.has("delta") ? Losses.huber(arguments.number("delta")) : Loss.fromKeras(recorded.config());
    }

    @ParameterizedTest
    @MethodSource("known")
    void a_loss_and_its_gradient_are_those_of_keras(Recorded recorded) {
        Loss loss = loss(recorded);
        try (var scope = TensorScope.open()) {
            Tensor predictions = recorded.array("yPred").toTensor().requireGradient();
            Tensor value = loss.value(
                    predictions,
                    recorded.array("yTrue").toTensor(),
                    recorded.arrayIfAny("sampleWeight").map(Recorded.Array::toTensor));
            value.backward();

            recorded.array("value").assertSame("value", value, recorded.tolerance());
            recorded.array("gradient")
                    .assertSame("gradient", predictions.gradient().orElseThrow(), recorded.tolerance());
            assertThat(scope.size()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("known")
    void a_loss_that_is_written_for_keras_reads_back_as_itself(Recorded recorded) {
        Loss loss = loss(recorded);

        assertThat(Loss.fromKeras(loss.kerasConfig())).isEqualTo(loss);
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void a_loss_with_settings_that_are_not_known_is_refused(Recorded recorded) {
        assertThatThrownBy(() -> Loss.fromKeras(recorded.config())).isInstanceOf(NnException.class);
    }
}
