package dev.glimpse.nn.model;

import static dev.glimpse.nn.layer.Layers.activation;
import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.loss.Losses;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.NdArray;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BabyStepsTest {

    private static final int FEATURES = 16;
    private static final int CLASSES = 5;
    private static final Sequential GOOD = Sequential.of(
            input(FEATURES), dense(32).relu(), dropout(0.5), dense(CLASSES).softmax());

    @Test
    void a_good_network_learns_ten_samples_by_heart() {
        BabySteps steps = take(GOOD, Optimizers.adam().learningRate(0.01));

        assertThat(steps.problems()).isEmpty();
        assertThat(steps.passed()).isTrue();
        assertThat(steps.unreached()).isEmpty();
        assertThat(steps.accuracy()).isEqualTo(1);
        assertThat(steps.ignorantLoss()).isEqualTo(Math.log(CLASSES));
        assertThat(steps.lastLoss()).isLessThan(steps.firstLoss());
    }

    @Test
    void a_learning_rate_that_is_too_high_is_named() {
        for (Optimizer optimizer :
                List.of(Optimizers.sgd().learningRate(1000), Optimizers.adam().learningRate(100))) {
            BabySteps steps = take(GOOD, optimizer);
            assertThat(steps.problems())
                    .singleElement()
                    .asString()
                    .contains("learning rate " + optimizer.learningRate().at(0) + " is too high");
        }
    }

    @Test
    void a_learning_rate_that_is_too_low_is_named() {
        BabySteps steps = take(GOOD, Optimizers.adam().learningRate(1e-9));
        assertThat(steps.problems()).singleElement().asString().contains("1.0E-9 is too low");
    }

    @Test
    void weights_that_no_gradient_reaches_are_named() {
        var samples = input(FEATURES);
        var alive = dense(32).relu().named("alive").on(samples);
        var dead = rescaling(0).on(dense(32).named("dead").on(samples));
        Architecture branched = Functional.of(samples, dense(CLASSES).softmax().on(add(alive, dead)));
        BabySteps steps = take(branched, Optimizers.adam().learningRate(0.01));

        assertThat(steps.unreached()).containsExactly("dead/kernel", "dead/bias");
        assertThat(steps.problems()).singleElement().asString().contains("no gradient reaches dead/kernel, dead/bias");
    }

    @Test
    void a_network_that_is_all_frozen_is_told() {
        Sequential frozen =
                Sequential.of(input(FEATURES), dense(CLASSES).softmax().frozen());
        BabySteps steps = take(frozen, Optimizers.adam());
        assertThat(steps.problems()).singleElement().asString().contains("no weight that learns", "all frozen");
        assertThat(steps.steps()).isZero();
    }

    @Test
    void inputs_that_are_not_scaled_are_remarked_on() {
        Sequential blown = Sequential.of(
                input(FEATURES),
                rescaling(200),
                dense(32).relu(),
                dense(CLASSES),
                activation(ActivationFunction.SOFTMAX));
        assertThat(take(blown, Optimizers.adam()).remarks())
                .singleElement()
                .asString()
                .contains("a network that knows nothing yet has about 1.609");
    }

    private static BabySteps take(Architecture architecture, Optimizer optimizer) {
        return BabySteps.take(architecture, optimizer, Losses.categoricalCrossentropy(), samples(), 1);
    }

    /** Ten samples of noise, two of each class. */
    private static Batch samples() {
        SplittableRandom random = Seed.of(3).random();
        float[] inputs = new float[10 * FEATURES];
        float[] targets = new float[10 * CLASSES];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < 10; i++) {
            targets[i * CLASSES + i % CLASSES] = 1;
        }
        return new Batch(
                List.of(new NdArray.Floats(Shape.of(10, FEATURES), inputs)),
                List.of(new NdArray.Floats(Shape.of(10, CLASSES), targets)),
                Optional.empty(),
                LongStream.range(0, 10).toArray());
    }
}
