package dev.glimpse.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoTensorLeaks.class)
class NativeMemoryTest {

    private static final Shape PICTURES = Shape.of(4, 10, 10, 2);

    @Test
    void a_thousand_training_steps_leave_as_many_native_objects_as_one() {
        try (Tensor kernel = Tensor.full(Shape.of(3, 3, 3, 2), 0.01);
                Tensor bias = Tensor.zeros(Shape.of(3));
                Tensor weight = Tensor.full(Shape.of(5, 48), 0.01)) {
            kernel.requireGradient();
            bias.requireGradient();
            weight.requireGradient();
            step(kernel, bias, weight);
            long after = Engine.nativeObjects();
            for (int i = 0; i < 1000; i++) {
                step(kernel, bias, weight);
            }
            assertThat(Engine.nativeObjects()).isLessThanOrEqualTo(after);
            assertThat(weight.toFloats()[0]).isNotEqualTo(0.01f);
        }
    }

    @Test
    void memory_stays_bounded_when_scopes_close_what_is_made() throws IOException {
        Path status = Path.of("/proc/self/statm");
        Assumptions.assumeTrue(Files.exists(status), "the resident memory is read from /proc");
        Shape large = Shape.of(1 << 20);
        long before = 0;
        for (int i = 0; i < 400; i++) {
            try (var scope = TensorScope.open()) {
                Tensor.ones(large).add(1).mul(2).sum();
                assertThat(scope.size()).isEqualTo(4);
            }
            if (i == 20) {
                before = residentPages(status);
            }
        }
        long grownBytes = (residentPages(status) - before) * 4096;
        assertThat(grownBytes).as("after 380 times 12 MiB").isLessThan(64L << 20);
    }

    private static long residentPages(Path status) throws IOException {
        return Long.parseLong(Files.readString(status).split(" ")[1]);
    }

    private static void step(Tensor kernel, Tensor bias, Tensor weight) {
        try (var _ = TensorScope.open()) {
            Tensor x = Tensor.full(PICTURES, 0.5);
            Tensor classes = Tensor.of(new long[] {0, 1, 2, 3}, Shape.of(4));
            Tensor hidden = Activations.relu(
                    Convolutions.conv2d(x, kernel, bias, Slide.everywhere().padding(0, 1, 1, 0)));
            Tensor features = Pooling.max2d(hidden, 2, 2, Slide.by(2, 2)).flatten(1);
            Tensor logits = Linear.apply(features.narrow(1, 0, 48), weight);
            Losses.negativeLogLikelihood(Activations.logSoftmax(logits, 1), classes)
                    .mean()
                    .backward();
            try (var _ = Gradients.disabled()) {
                for (Tensor parameter : new Tensor[] {kernel, bias, weight}) {
                    parameter
                            .addInPlace(parameter.gradient().orElseThrow(), -0.1)
                            .clampInPlace(-1, 1);
                    parameter.clearGradient();
                }
            }
        }
    }
}
