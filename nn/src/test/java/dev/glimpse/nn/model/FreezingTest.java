package dev.glimpse.nn.model;

import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.loss.Losses;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.nn.train.Compilation;
import dev.glimpse.nn.train.Compilation.Judged;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.batch.ArrayBatches;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Layers that do not learn, or slowly. */
@ExtendWith(NoTensorLeaks.class)
class FreezingTest {

    private static Sequential network() {
        return Sequential.of(
                input(4, 4, 1),
                conv2d(2, 2).named("front").frozen(),
                batchNormalization().named("norm").frozen(),
                conv2d(2, 2).named("back"),
                flatten().named("flat"),
                dense(2).named("answer"));
    }

    @Test
    void the_way_back_ends_where_nothing_before_it_learns() {
        try (var model = Model.build(network().tapped(List.of("norm", "back")));
                var _ = TensorScope.open()) {
            var _ = model.variables().learning();
            List<Tensor> made = model.call(
                    List.of(Tensor.ones(Shape.of(3, 4, 4, 1))), new Purpose.Training(Seed.of(1), new long[] {0, 1, 2}));

            assertThat(made.get(1).requiresGradient())
                    .as("through what is frozen")
                    .isFalse();
            assertThat(made.get(2).requiresGradient()).as("through what learns").isTrue();
            assertThat(model.variable("norm/gamma").requiresGradient()).isFalse();
        }
    }

    @Test
    void a_weight_learns_as_fast_as_its_factor_says() {
        Map<String, float[]> full = moved(Map.of());
        Map<String, float[]> tenth = moved(Map.of("back/kernel", 0.5, "back/bias", 0.0));

        assertThat(of(full, "front/kernel")).containsOnly(0);
        for (int i = 0; i < of(full, "back/kernel").length; i++) {
            // One step of gradient descent: half the rate is half the way, but for the last digit of a sum.
            assertThat(of(tenth, "back/kernel")[i]).isCloseTo(of(full, "back/kernel")[i] / 2, within(1e-7f));
        }
        assertThat(of(tenth, "back/bias")).containsOnly(0);
        assertThat(of(tenth, "answer/kernel")).isEqualTo(of(full, "answer/kernel"));
    }

    private static float[] of(Map<String, float[]> moved, String path) {
        return requireNonNull(moved.get(path));
    }

    /** How far one step takes each weight. */
    private static Map<String, float[]> moved(Map<String, Double> factors) {
        float[] pixels = new float[3 * 16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) Math.sin(i);
        }
        var samples = ArrayBatches.of(
                List.of(new NdArray.Floats(Shape.of(3, 4, 4, 1), pixels)),
                List.of(new NdArray.Floats(Shape.of(3, 2), new float[] {1, 0, 0, 1, 1, 0})));
        try (var model = Model.build(network())) {
            model.compile(new Compilation(
                            Optimizers.sgd().learningRate(0.1),
                            List.of(new Judged(Losses.meanSquaredError(), 1, List.of())))
                    .learningRateFactors(factors));
            Map<String, NdArray.Floats> before = model.weights();
            var _ = model.fit(samples, _ -> {});
            return model.weights().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
                float[] moved = entry.getValue().values().clone();
                NdArray.Floats start = before.get(entry.getKey());
                Arrays.fill(moved, 0);
                for (int i = 0; start != null && i < moved.length; i++) {
                    moved[i] = entry.getValue().values()[i] - start.values()[i];
                }
                return moved;
            }));
        }
    }

    @Test
    void a_factor_for_a_frozen_weight_is_refused() {
        try (var model = Model.build(network())) {
            assertThatThrownBy(() -> model.compile(new Compilation(
                                    Optimizers.sgd(), List.of(new Judged(Losses.meanSquaredError(), 1, List.of())))
                            .learningRateFactors(Map.of("front/kernel", 0.5))))
                    .isInstanceOf(NnException.class)
                    .hasMessageContaining("these do not: front/kernel");
        }
    }
}
