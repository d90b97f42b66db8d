package dev.glimpse.classifier;

import static dev.glimpse.nn.layer.Layers.activation;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.confidence.Temperature;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogitsTest {

    static Stream<Architecture> endings() {
        return Stream.of(
                Sequential.of(input(4, 4, 2), flatten(), dense(5).relu(), dense(3).softmax()),
                Sequential.of(input(4, 4, 2), flatten(), dense(3).noBias().softmax()),
                Sequential.of(input(4, 4, 2), flatten(), dense(3), softmax()),
                Sequential.of(
                        input(4, 4, 2), flatten(), dense(3), dropout(0.5), activation(ActivationFunction.SOFTMAX)),
                Sequential.of(
                        input(4, 4, 2), conv2d(3, 1).relu().named("classes"), globalAveragePooling2d(), softmax()),
                Sequential.of(
                        input(4, 4, 2),
                        flatten(),
                        Sequential.of(dense(6).relu(), dense(3).softmax()).named("top")));
    }

    private static ModelFile file(Architecture architecture) {
        try (Model model = Model.build(architecture, build -> build.seed(3))) {
            return model.toFile();
        }
    }

    private static float[] outputs(ModelFile file, int count) {
        SplittableRandom random = Seed.of(8).random();
        float[] pixels = new float[count * 32];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (4 * random.nextGaussian());
        }
        try (Model model = Model.of(file)) {
            return model.predict(List.of(new NdArray.Floats(Shape.of(count, 4, 4, 2), pixels)))
                    .getFirst()
                    .values();
        }
    }

    @ParameterizedTest
    @MethodSource("endings")
    void dividing_the_last_weights_is_dividing_the_logits(Architecture architecture) {
        ModelFile model = file(architecture);
        Logits sums = Logits.of(architecture).orElseThrow();
        float[] bare = outputs(sums.bare(model), 7);
        float[] divided = outputs(sums.divided(model, 2.5), 7);
        for (int i = 0; i < 7; i++) {
            float[] logits = {bare[3 * i], bare[3 * i + 1], bare[3 * i + 2]};
            float[] expected = Temperature.probabilities(logits, 2.5);
            for (int k = 0; k < 3; k++) {
                assertThat(divided[3 * i + k]).isCloseTo(expected[k], within(1e-6f));
            }
        }
        assertThat(sums.divided(model, 2.5).architecture()).isEqualTo(architecture);
    }

    @Test
    void what_no_layer_scales_is_left_alone() {
        for (Architecture architecture : List.of(
                Sequential.of(input(4), dense(2).sigmoid()),
                Sequential.of(input(4), dense(3).activation(ActivationFunction.SPARSEMAX)),
                Sequential.of(input(4), dense(3).tanh(), softmax()),
                Sequential.of(input(4), softmax()))) {
            assertThat(Logits.of(architecture)).as(architecture.toString()).isEqualTo(Optional.empty());
        }
    }
}
