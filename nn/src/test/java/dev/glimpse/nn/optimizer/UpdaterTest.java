package dev.glimpse.nn.optimizer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.Recorded;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(NoTensorLeaks.class)
class UpdaterTest {

    static List<Recorded> recorded() {
        return Recorded.cases("optimizers.json");
    }

    static List<Optimizer> optimizers() {
        return List.of(
                Optimizers.sgd(),
                Optimizers.sgd().momentum(0.9).nesterov().weightDecay(0.01),
                Optimizers.rmsprop().centered().momentum(0.9).clipNorm(0.5),
                Optimizers.adam().amsgrad().globalClipNorm(0.5),
                Optimizers.adamW().clipValue(0.1).learningRate(Schedules.exponentialDecay(0.1, 3, 0.5)),
                Optimizers.adagrad());
    }

    @Test
    void an_average_of_gradients_that_are_no_more_ends_at_0_and_not_as_a_number_below_the_range_of_floats() {
        try (var scope = TensorScope.open()) {
            Tensor values = Tensor.of(new float[] {1, 1}, Shape.of(2));
            Tensor gradients = Tensor.of(new float[] {1, 0}, Shape.of(2));
            try (var updater = Updater.of(
                    Optimizers.adam(),
                    new FlatParameters(values, gradients, List.of(new FlatParameters.Slice("kernel", 0, 2))))) {
                updater.step();
                gradients.fillInPlace(0);
                for (int i = 0; i < 1000; i++) {
                    updater.step();
                }
                assertThat(requireNonNull(updater.slots().get(Slots.MOMENTUM)).toFloats())
                        .containsExactly(0, 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void every_step_is_keras_s(Recorded keras) {
        List<JsonNode> variables = keras.list("variables");
        double[] start = Recorded.flat(variables.stream());
        try (var scope = TensorScope.open()) {
            Tensor values = Tensor.of(start, Shape.of(start.length));
            Tensor gradients = Tensor.of(new double[start.length], Shape.of(start.length));
            try (var updater = Updater.of(
                    Optimizer.fromKeras(keras.config()), new FlatParameters(values, gradients, slices(variables)))) {
                for (JsonNode step : keras.list("steps")) {
                    assertThat(updater.learningRate())
                            .isCloseTo(step.get("learningRate").doubleValue(), within(keras.tolerance()));
                    double[] given = Recorded.flat(step.get("gradients").valueStream());
                    gradients.copyInPlace(Tensor.of(given, Shape.of(given.length)));

                    updater.step();

                    assertClose(values, Recorded.flat(step.get("variables").valueStream()), keras.tolerance());
                }
                assertThat(updater.iterations()).isEqualTo(keras.list("steps").size());
                slotsOf(keras, updater.slots().keySet())
                        .forEach((name, expected) ->
                                assertClose(requireNonNull(updater.slots().get(name)), expected, keras.tolerance()));
            }
        }
    }

    private static List<FlatParameters.Slice> slices(List<JsonNode> variables) {
        List<FlatParameters.Slice> slices = new ArrayList<>();
        long offset = 0;
        for (JsonNode variable : variables) {
            long count = Recorded.values(variable).length;
            slices.add(new FlatParameters.Slice(variable.get("name").stringValue(), offset, count));
            offset += count;
        }
        return slices;
    }

    /** Keras has a slot for each variable, named after both: {@code kernel_momentum}, {@code bias_momentum}. */
    private static Map<String, double[]> slotsOf(Recorded keras, Iterable<String> names) {
        Map<String, double[]> slots = new LinkedHashMap<>();
        for (String name : names) {
            slots.put(name, Recorded.flat(keras.list("slots").stream().filter(slot -> {
                String path = slot.get("name").stringValue();
                return path.equals("kernel_" + name) || path.equals("bias_" + name);
            })));
        }
        return slots;
    }

    private static void assertClose(Tensor tensor, double[] expected, double tolerance) {
        double[] actual = tensor.toDoubles();
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void the_size_of_blocks_changes_nothing(Optimizer optimizer) {
        assertThat(run(optimizer, 7, 5)).isEqualTo(run(optimizer, 1000, 5));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_restored_updater_goes_on_to_the_same_bits(Optimizer optimizer) {
        try (var scope = TensorScope.open()) {
            var parameters = parameters();
            var copy = parameters();
            try (var whole = Updater.of(optimizer, parameters);
                    var first = Updater.of(optimizer, copy);
                    var second = Updater.of(optimizer, copy)) {
                whole.learningRateFactor(0.5);
                first.learningRateFactor(0.5);
                steps(whole, parameters, 0, 6);
                steps(first, copy, 0, 4);

                second.restore(first.state());
                steps(second, copy, 4, 6);

                assertThat(copy.values().toFloats())
                        .isEqualTo(parameters.values().toFloats());
                assertThat(second.iterations()).isEqualTo(6);
                assertThat(second.learningRate()).isEqualTo(whole.learningRate());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_factor_of_one_changes_no_bit(Optimizer optimizer) {
        assertThat(run(optimizer, Map.of("kernel", 1.0, "bias", 1.0), 5)).isEqualTo(run(optimizer, Map.of(), 5));
    }

    /** Clipped by the norm of all gradients one part would know of the other, but that does not depend on rates. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void each_part_learns_as_if_all_had_its_rate(Optimizer optimizer) {
        float[] parted = run(optimizer, Map.of("kernel", 0.25, "bias", 3.0), 7);
        float[] kernel = run(optimizer, Map.of("kernel", 0.25, "bias", 0.25), 7);
        float[] bias = run(optimizer, Map.of("kernel", 3.0, "bias", 3.0), 7);

        assertThat(Arrays.copyOf(parted, 90)).isEqualTo(Arrays.copyOf(kernel, 90));
        assertThat(Arrays.copyOfRange(parted, 90, 100)).isEqualTo(Arrays.copyOfRange(bias, 90, 100));
        assertThat(kernel).isEqualTo(run(optimizer, 0.25, 7));
    }

    private static float[] run(Optimizer optimizer, double factor, int steps) {
        try (var _ = TensorScope.open()) {
            FlatParameters parameters = parameters();
            try (var updater = Updater.of(optimizer, parameters)) {
                updater.learningRateFactor(factor);
                steps(updater, parameters, 0, steps);
                return parameters.values().toFloats();
            }
        }
    }

    private static float[] run(Optimizer optimizer, Map<String, Double> factors, int steps) {
        try (var _ = TensorScope.open()) {
            FlatParameters parameters = parameters();
            try (var updater = Updater.of(optimizer, parameters, factors)) {
                steps(updater, parameters, 0, steps);
                return parameters.values().toFloats();
            }
        }
    }

    @Test
    void a_factor_is_one_on_the_step_of_gradient_descent_and_of_adam() {
        Schedule rates = Schedules.oneCycle(0.8, 5);
        float[] before = numbers(0, 100);
        float[] gradients = numbers(1, 100);
        float[] descended = run(Optimizers.sgd().learningRate(rates), Map.of("bias", 0.125), 1);
        float[] adapted = run(Optimizers.adam().learningRate(rates), Map.of("bias", 0.125), 1);
        for (int i = 0; i < 100; i++) {
            double rate = rates.at(0) * (i < 90 ? 1 : 0.125);
            assertThat((double) descended[i]).isCloseTo(before[i] - rate * gradients[i], within(1e-6));
            // m / sqrt(v) is g / |g| in Adam's first step, but for epsilon, which the square root of 1 - beta2 divides.
            double direction = gradients[i] / (Math.abs(gradients[i]) + 1e-7 / Math.sqrt(1e-3));
            assertThat((double) adapted[i]).isCloseTo(before[i] - rate * direction, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void an_updater_with_factors_goes_on_to_the_same_bits(Optimizer optimizer) {
        Map<String, Double> factors = Map.of("kernel", 1 / 2.6);
        try (var _ = TensorScope.open()) {
            FlatParameters parameters = parameters();
            try (var first = Updater.of(optimizer, parameters, factors);
                    var second = Updater.of(optimizer, parameters, factors)) {
                steps(first, parameters, 0, 3);
                second.restore(first.state());
                steps(second, parameters, 3, 6);

                assertThat(parameters.values().toFloats()).isEqualTo(run(optimizer, factors, 6));
            }
        }
    }

    @Test
    void a_factor_for_what_does_not_learn_or_below_zero_is_refused() {
        try (var _ = TensorScope.open()) {
            FlatParameters parameters = parameters();
            assertThatThrownBy(() -> Updater.of(Optimizers.sgd(), parameters, Map.of("kernal", 0.5)))
                    .isInstanceOf(NnException.class)
                    .hasMessageContaining("these do not: kernal");
            assertThatThrownBy(() -> Updater.of(Optimizers.sgd(), parameters, Map.of("bias", -0.5)))
                    .isInstanceOf(NnException.class)
                    .hasMessage("the learning rate factor of bias is 0 or more, got -0.5");
        }
    }

    private static float[] run(Optimizer optimizer, long blockSize, int steps) {
        try (var scope = TensorScope.open()) {
            FlatParameters parameters = parameters();
            try (var updater = Updater.of(optimizer, parameters, Map.of(), blockSize)) {
                steps(updater, parameters, 0, steps);
                return parameters.values().toFloats();
            }
        }
    }

    private static FlatParameters parameters() {
        return new FlatParameters(
                Tensor.of(numbers(0, 100), Shape.of(100)),
                Tensor.zeros(Shape.of(100)),
                List.of(new FlatParameters.Slice("kernel", 0, 90), new FlatParameters.Slice("bias", 90, 10)));
    }

    private static void steps(Updater updater, FlatParameters parameters, int from, int to) {
        for (int step = from; step < to; step++) {
            parameters.gradients().copyInPlace(numbers(step + 1, 100));
            updater.step();
        }
    }

    private static float[] numbers(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    @Test
    void the_factor_scales_what_the_schedule_says() {
        try (var scope = TensorScope.open();
                var updater = Updater.of(
                        Optimizers.sgd().learningRate(Schedules.piecewiseConstant(List.of(0L), List.of(0.4, 0.2))),
                        parameters())) {
            updater.learningRateFactor(0.5);
            assertThat(updater.learningRate()).isEqualTo(0.2);
            updater.step();
            assertThat(updater.learningRate()).isEqualTo(0.1);
        }
    }

    @Test
    void an_infinite_gradient_under_a_global_norm_spoils_all_as_in_keras() {
        try (var scope = TensorScope.open()) {
            FlatParameters parameters = parameters();
            try (var updater = Updater.of(Optimizers.sgd().globalClipNorm(1), parameters)) {
                parameters.gradients().narrow(0, 3, 1).fillInPlace(Double.POSITIVE_INFINITY);
                updater.step();
                assertThat(parameters.values().toFloats()).containsOnly(Float.NaN);
            }
        }
    }

    @Test
    void another_optimizer_s_or_model_s_state_is_refused() {
        try (var scope = TensorScope.open();
                var updater = Updater.of(Optimizers.adam(), parameters())) {
            assertThatThrownBy(() -> updater.restore(state("velocity", 100)))
                    .isInstanceOf(NnException.class)
                    .hasMessageContaining("[momentum, velocity], got [velocity]");
            OptimizerState other = new OptimizerState(
                    0, 1, new LinkedHashMap<>(Map.of("momentum", new float[1], "velocity", new float[1])));
            assertThatThrownBy(() -> updater.restore(other)).hasMessageContaining("has 100 numbers, got 1");
        }
    }

    private static OptimizerState state(String slot, int count) {
        SequencedMap<String, float[]> slots = new LinkedHashMap<>();
        slots.put(slot, new float[count]);
        return new OptimizerState(0, 1, slots);
    }

    @Test
    void slices_with_gaps_are_refused() {
        try (var scope = TensorScope.open()) {
            Tensor row = Tensor.zeros(Shape.of(4));
            assertThatThrownBy(() -> new FlatParameters(
                            row, Tensor.zeros(Shape.of(4)), List.of(new FlatParameters.Slice("kernel", 1, 3))))
                    .isInstanceOf(NnException.class)
                    .hasMessageContaining("without gaps");
            assertThatThrownBy(() -> new FlatParameters(row, Tensor.zeros(Shape.of(5)), List.of()))
                    .hasMessageContaining("FLOAT32[4] and FLOAT32[5]");
        }
    }
}
