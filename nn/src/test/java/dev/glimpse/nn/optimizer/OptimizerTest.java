package dev.glimpse.nn.optimizer;

import static dev.glimpse.nn.optimizer.Optimizers.adagrad;
import static dev.glimpse.nn.optimizer.Optimizers.adam;
import static dev.glimpse.nn.optimizer.Optimizers.adamW;
import static dev.glimpse.nn.optimizer.Optimizers.rmsprop;
import static dev.glimpse.nn.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class OptimizerTest {

    static List<Optimizer> optimizers() {
        return List.of(
                sgd(),
                sgd().momentum(0.9).nesterov().clipNorm(1),
                rmsprop().centered().momentum(0.5).rho(0.8).globalClipNorm(2),
                adam().learningRate(3e-4).amsgrad().clipValue(0.5),
                adam().learningRate(Schedules.exponentialDecay(0.1, 100, 0.5).staircase()),
                adamW().weightDecay(0.1)
                        .learningRate(Schedules.cosineDecay(0, 90).alpha(0.01).warmUp(0.1, 10)),
                adagrad().learningRate(Schedules.piecewiseConstant(List.of(10L, 20L), List.of(0.1, 0.01, 0.001))),
                rmsprop().learningRate(Schedules.oneCycle(0.013, 937)));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void an_optimizer_survives_keras_s_json(Optimizer optimizer) {
        String json = JsonMapper.shared().writeValueAsString(optimizer.kerasConfig());

        assertThat(Optimizer.fromKeras(JsonMapper.shared().readValue(json, Map.class)))
                .isEqualTo(optimizer);
    }

    @Test
    void settings_keep_the_optimizer_s_own_type() {
        Adam adam = adam().learningRate(1e-4)
                .weightDecay(0.01)
                .clipNorm(1)
                .beta1(0.8)
                .amsgrad();

        assertThat(adam.beta1()).isEqualTo(0.8);
        assertThat(adam.learningRate()).isEqualTo(Schedules.constant(1e-4));
        assertThat(adam.slots()).containsExactly("momentum", "velocity", "velocity_hat");
    }

    @Test
    void a_rate_that_keras_widened_from_32_bits_is_the_short_one() {
        Optimizer optimizer = Optimizer.fromKeras(
                Map.of("class_name", "RMSprop", "config", Map.of("learning_rate", 0.0010000000474974513)));

        assertThat(optimizer).isEqualTo(rmsprop());
    }

    @Test
    void what_is_not_known_here_is_refused_by_name() {
        assertThatThrownBy(() -> Optimizer.fromKeras(Map.of("class_name", "Ftrl", "config", Map.of())))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("SGD, RMSprop, Adam, AdamW and Adagrad, got Ftrl");
        assertThatThrownBy(() -> Optimizer.fromKeras(Map.of("class_name", "Adam", "config", Map.of("use_ema", true))))
                .hasMessageContaining("use_ema");
        assertThatThrownBy(() -> Optimizer.fromKeras(
                        Map.of("class_name", "Adam", "config", Map.of("gradient_accumulation_steps", 4))))
                .hasMessageContaining("gradient_accumulation_steps");
    }

    @Test
    void settings_out_of_range_are_refused_with_their_range() {
        assertThatThrownBy(() -> sgd().momentum(1.1)).hasMessage("momentum is between 0 and 1, got 1.1");
        assertThatThrownBy(() -> adam().beta2(1)).hasMessage("beta 2 is at least 0 and below 1, got 1.0");
        assertThatThrownBy(() -> adam().clipNorm(0)).hasMessage("clip norm is above 0, got 0.0");
        assertThatThrownBy(() -> adam().learningRate(Double.NaN)).hasMessage("learning rate is 0 or more, got NaN");
    }
}
