package dev.glimpse.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.Recorded;
import dev.glimpse.tensor.Activations;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(NoTensorLeaks.class)
class LossTest {

    static Stream<Recorded> recorded() {
        return Recorded.cases("losses.json").stream().filter(LossTest::isHere);
    }

    static Stream<Recorded> notHere() {
        return Recorded.cases("losses.json").stream().filter(keras -> !isHere(keras));
    }

    /** Other reductions than the mean over samples, and a class to ignore, are not known here. */
    private static boolean isHere(Recorded keras) {
        String reduction = keras.get("config").get("config").get("reduction").stringValue();
        return reduction.equals("sum_over_batch_size") && !keras.name().equals("scce_ignored_class");
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void value_and_gradient_are_keras_s(Recorded keras) {
        // Keras leaves Huber's delta out of its own configuration.
        Loss loss = keras.name().equals("huber_delta_0_5") ? Losses.huber(0.5) : Loss.fromKeras(keras.config());
        try (var scope = TensorScope.open()) {
            Tensor predictions = tensor(keras.get("yPred")).requireGradient();
            Tensor targets = tensor(keras.get("yTrue"));
            Optional<Tensor> weights =
                    Recorded.optional(keras.json(), "sampleWeight").map(LossTest::tensor);

            Tensor value = loss.value(predictions, targets, weights);
            value.backward();

            assertThat(value.shape()).isEqualTo(Shape.scalar());
            assertClose(value, keras.get("value"), keras.tolerance());
            assertClose(predictions.gradient().orElseThrow(), keras.get("gradient"), keras.tolerance());
        }
    }

    private static Tensor tensor(JsonNode array) {
        return Tensor.of(Recorded.values(array), Recorded.shape(array));
    }

    private static void assertClose(Tensor actual, JsonNode expected, double tolerance) {
        double[] numbers = actual.toDoubles();
        double[] recorded = Recorded.values(expected);
        assertThat(numbers).hasSameSizeAs(recorded);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(numbers[i]).isCloseTo(recorded[i], within(tolerance * Math.max(1, Math.abs(recorded[i]))));
        }
    }

    @ParameterizedTest
    @MethodSource("notHere")
    void losses_that_are_not_known_here_are_refused(Recorded keras) {
        assertThatThrownBy(() -> Loss.fromKeras(keras.config())).isInstanceOf(NnException.class);
    }

    static List<Loss> losses() {
        return List.of(
                Losses.meanSquaredError(),
                Losses.meanAbsoluteError(),
                Losses.huber(),
                Losses.huber(0.3),
                Losses.binaryCrossentropy().labelSmoothing(0.1),
                Losses.categoricalCrossentropy(),
                Losses.categoricalCrossentropy().fromLogits(),
                Losses.sparseCategoricalCrossentropy().fromLogits());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void a_loss_survives_keras_s_json(Loss loss) {
        String json = JsonMapper.shared().writeValueAsString(loss.kerasConfig());

        assertThat(Loss.fromKeras(JsonMapper.shared().readValue(json, Object.class)))
                .isEqualTo(loss);
    }

    @Test
    void in_front_of_its_activation_a_loss_is_the_same_and_keeps_small_gradients() {
        try (var scope = TensorScope.open()) {
            Tensor targets = Tensor.of(new float[] {0, 1, 1, 0}, Shape.of(2, 2));
            Tensor logits = Tensor.of(new float[] {0.3f, -1.2f, 2, 1}, Shape.of(2, 2));
            for (Loss loss : List.of(Losses.categoricalCrossentropy(), Losses.binaryCrossentropy())) {
                Tensor probabilities = loss.squashing().orElseThrow() == Loss.Squashing.SOFTMAX
                        ? Activations.softmax(logits, -1)
                        : Activations.sigmoid(logits);

                assertThat(loss.onLogits()
                                .value(logits, targets, Optional.empty())
                                .item())
                        .isCloseTo(
                                loss.value(probabilities, targets, Optional.empty())
                                        .item(),
                                within(1e-6));
            }

            Tensor certain = Tensor.of(new float[] {-30, 30}, Shape.of(2, 1)).requireGradient();
            Tensor right = Tensor.of(new float[] {0, 1}, Shape.of(2, 1));
            Losses.binaryCrossentropy()
                    .onLogits()
                    .value(certain, right, Optional.empty())
                    .backward();
            assertThat(certain.gradient().orElseThrow().toFloats()[0]).isCloseTo(4.6788e-14f, within(1e-17f));
            assertThat(certain.gradient().orElseThrow().toFloats()[1]).isCloseTo(-4.6788e-14f, within(1e-17f));
        }
    }

    @Test
    void a_loss_without_an_activation_has_no_form_on_logits() {
        assertThat(Losses.huber().squashing()).isEmpty();
        assertThat(Losses.categoricalCrossentropy().fromLogits().squashing()).isEmpty();
        assertThatThrownBy(() -> Losses.huber().onLogits()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shapes_that_do_not_fit_are_refused_with_the_fix() {
        try (var scope = TensorScope.open()) {
            Tensor predictions = Tensor.full(Shape.of(2, 3), 1 / 3.0);
            Tensor indices = Tensor.of(new float[] {0, 2}, Shape.of(2));

            assertThatThrownBy(() -> Losses.categoricalCrossentropy().value(predictions, indices, Optional.empty()))
                    .isInstanceOf(NnException.class)
                    .hasMessage("categorical_crossentropy needs one-hot targets [2, 3], got [2]: "
                            + "for class indices use sparse_categorical_crossentropy");
            assertThatThrownBy(() ->
                            Losses.sparseCategoricalCrossentropy().value(predictions, predictions, Optional.empty()))
                    .hasMessageContaining("for one-hot targets use categorical_crossentropy");
            assertThatThrownBy(() -> Losses.sparseCategoricalCrossentropy()
                            .value(predictions, Tensor.of(new float[] {0, 3}, Shape.of(2)), Optional.empty()))
                    .hasMessageContaining("class indices of 3 classes are 0 to 2, got 3");
            assertThatThrownBy(() -> Losses.categoricalCrossentropy()
                            .value(Tensor.ones(Shape.of(2, 1)), Tensor.ones(Shape.of(2, 1)), Optional.empty()))
                    .hasMessageContaining("use binary_crossentropy");
            assertThatThrownBy(() -> Losses.meanSquaredError().value(predictions, indices, Optional.empty()))
                    .hasMessageContaining("got predictions [2, 3] and targets [2]");
            assertThatThrownBy(() -> Losses.meanSquaredError()
                            .value(predictions, predictions, Optional.of(Tensor.ones(Shape.of(3)))))
                    .hasMessage("a batch of 2 samples has as many weights, got [3]");
        }
    }
}
