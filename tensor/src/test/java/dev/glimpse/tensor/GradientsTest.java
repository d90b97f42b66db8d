package dev.glimpse.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoTensorLeaks.class)
class GradientsTest {

    private static final Shape SHAPE = Shape.of(3, 4);

    @Test
    void the_gradients_of_a_sum_of_products_are_the_factors() {
        float[] x = numbers(0.5f);
        float[] y = numbers(-2f);
        float[] ones = new float[12];
        Arrays.fill(ones, 1);

        float[][] gradients = Snippets.gradients(x, y, numbers(7f));

        assertThat(gradients[0]).containsExactly(y);
        assertThat(gradients[1]).containsExactly(x);
        assertThat(gradients[2]).containsExactly(ones);
    }

    @Test
    void the_gradient_of_an_intermediate_tensor_can_be_asked_for() {
        try (var _ = TensorScope.open()) {
            Tensor x = Tensor.of(numbers(1f), SHAPE).requireGradient();
            Tensor square = x.square();
            Tensor y = square.mul(3).sum();

            assertThat(Gradients.of(y, square).toFloats()).containsOnly(3f);
            assertThat(Gradients.of(y, List.of(x, square)).getFirst().toFloats())
                    .containsExactly(x.mul(6).toFloats());
            assertThat(x.gradient()).isEmpty();
        }
    }

    @Test
    void a_retained_gradient_stays_with_its_intermediate_tensor() {
        try (var _ = TensorScope.open()) {
            Tensor x = Tensor.of(numbers(1f), SHAPE).requireGradient();
            Tensor square = x.square().retainGradient();
            square.mul(3).sum().backward();

            assertThat(square.gradient().orElseThrow().toFloats()).containsOnly(3f);
        }
    }

    @Test
    void a_gradient_can_be_differentiated_again() {
        try (var _ = TensorScope.open()) {
            Tensor x = Tensor.of(new double[] {2, 3}, Shape.of(2)).requireGradient();
            Tensor first = Gradients.differentiable(x.pow(3).sum(), List.of(x)).getFirst();

            assertThat(Gradients.of(first.sum(), x).toDoubles()).containsExactly(12, 18);
        }
    }

    @Test
    void gradients_accumulate_where_they_are_told_to() {
        try (var _ = TensorScope.open()) {
            Tensor all = Tensor.zeros(Shape.of(24));
            Tensor x = Tensor.of(numbers(1f), SHAPE).requireGradient();
            x.accumulateGradientIn(all.narrow(0, 12, 12).view(SHAPE));

            x.sum().backward();
            x.sum().backward();

            float[] expected = new float[24];
            Arrays.fill(expected, 12, 24, 2f);
            assertThat(all.toFloats()).containsExactly(expected);
        }
    }

    @Test
    void nothing_is_written_down_while_gradients_are_disabled() {
        try (var _ = TensorScope.open()) {
            Tensor x = Tensor.of(numbers(1f), SHAPE).requireGradient();
            try (var _ = Gradients.disabled()) {
                assertThat(x.mul(2).requiresGradient()).isFalse();
            }
            try (var _ = Gradients.inference()) {
                assertThat(x.mul(2).requiresGradient()).isFalse();
            }
            assertThat(x.mul(2).requiresGradient()).isTrue();
        }
    }

    @Test
    void a_hook_sees_gradients_until_it_is_closed() {
        List<float[]> seen = new ArrayList<>();
        try (var _ = TensorScope.open()) {
            Tensor x = Tensor.of(numbers(1f), SHAPE).requireGradient();
            Tensor square = x.square();
            try (var _ = square.onGradient(gradient -> seen.add(gradient.toFloats()))) {
                Gradients.of(square.mul(5).sum(), x);
            }
            Gradients.of(square.mul(7).sum(), x);
        }
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst()).containsOnly(5f);
    }

    @Test
    void backward_needs_a_single_number() {
        try (var _ = TensorScope.open()) {
            Tensor x = Tensor.of(numbers(1f), SHAPE).requireGradient();
            assertThatThrownBy(() -> x.mul(2).backward())
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("scalar");
        }
    }

    private static float[] numbers(float first) {
        float[] numbers = new float[12];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = first + i;
        }
        return numbers;
    }
}
