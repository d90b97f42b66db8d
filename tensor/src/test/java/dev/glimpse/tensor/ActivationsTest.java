package dev.glimpse.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Activations against numbers recorded from Keras 3.15 (TensorFlow). */
@ExtendWith(NoTensorLeaks.class)
class ActivationsTest {

    private static final float[] INPUTS = {-3.5f, -1f, -0.25f, 0.e+00f, 0.5f, 2f, 7f};

    @Test
    void activations_give_what_keras_does() {
        expect(Activations::relu, 0, 0, 0, 0, 0.5f, 2, 7);
        expect(x -> Activations.elu(x, 1), -0.9698026f, -0.63212055f, -0.22119921f, 0, 0.5f, 2, 7);
        expect(Activations::selu, -1.7050093f, -1.1113307f, -0.38889018f, 0, 0.5253505f, 2.101402f, 7.354907f);
        expect(Activations::gelu, -0.00081420154f, -0.15865526f, -0.10032342f, 0, 0.34573123f, 1.9544997f, 7);
        expect(Activations::geluApproximate, -0.0006162524f, -0.158808f, -0.10032465f, 0, 0.345714f, 1.9545977f, 7);
        expect(
                Activations::softplus,
                0.029750418f,
                0.3132617f,
                0.5759394f,
                0.6931472f,
                0.974077f,
                2.126928f,
                7.0009117f);
        expect(Activations::softsign, -0.7777778f, -0.5f, -0.2f, 0, 0.33333334f, 0.6666667f, 0.875f);
        expect(Activations::sigmoid, 0.02931223f, 0.26894143f, 0.4378235f, 0.5f, 0.62245935f, 0.8807971f, 0.99908894f);
        expect(Activations::hardSigmoid, 0, 0.33333334f, 0.45833334f, 0.5f, 0.5833333f, 0.8333333f, 1);
        expect(Activations::tanh, -0.99817795f, -0.7615942f, -0.24491866f, 0, 0.46211714f, 0.9640276f, 0.99999833f);
        expect(Activations::silu, -0.10259281f, -0.26894143f, -0.10945588f, 0, 0.31122968f, 1.7615942f, 6.993623f);
        expect(
                x -> Activations.softmax(x, 0),
                2.7257702e-05f,
                0.00033206682f,
                0.00070298545f,
                0.00090265117f,
                0.0014882202f,
                0.0066697393f,
                0.98987716f);
        expect(
                x -> Activations.logSoftmax(x, 0),
                -10.510175f,
                -8.010175f,
                -7.2601748f,
                -7.0101748f,
                -6.5101748f,
                -5.0101748f,
                -0.010174551f);
    }

    @Test
    void leaky_activations_keep_a_share_of_what_is_negative() {
        expect(x -> Activations.leakyRelu(x, 0.5), -1.75f, -0.5f, -0.125f, 0, 0.5f, 2, 7);
        try (Tensor slope = Tensor.full(Shape.of(7), 0.5)) {
            expect(x -> Activations.prelu(x, slope), -1.75f, -0.5f, -0.125f, 0, 0.5f, 2, 7);
        }
    }

    @Test
    void a_slope_gets_the_gradient_of_what_is_negative() {
        try (var _ = TensorScope.open()) {
            Tensor slope = Tensor.full(Shape.of(7), 0.5).requireGradient();
            Tensor x = Tensor.of(INPUTS, Shape.of(7)).requireGradient();
            Activations.prelu(x, slope).sum().backward();

            assertThat(slope.gradient().orElseThrow().toFloats()).containsExactly(-3.5f, -1, -0.25f, 0, 0, 0, 0);
            assertThat(x.gradient().orElseThrow().toFloats())
                    .startsWith(0.5f, 0.5f, 0.5f)
                    .endsWith(1, 1, 1);
        }
    }

    @Test
    void logarithms_of_probabilities_do_not_overflow() {
        try (var _ = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {-1000, 1000}, Shape.of(2));

            assertThat(Activations.logSoftmax(x, 0).toFloats()).containsExactly(-2000, 0);
            assertThat(Activations.logSigmoid(x).toFloats()).containsExactly(-1000, 0);
            assertThat(x.logSumExp().item()).isEqualTo(1000);
        }
    }

    @Test
    void the_likelihood_of_the_right_class_is_picked() {
        try (var _ = TensorScope.open()) {
            Tensor logs = Tensor.of(new float[] {-1, -2, -3, -4, -5, -6}, Shape.of(2, 3));
            Tensor classes = Tensor.of(new long[] {2, 0}, Shape.of(2));

            assertThat(Losses.negativeLogLikelihood(logs, classes).toFloats()).containsExactly(3, 4);
            assertThat(Losses.meanNegativeLogLikelihood(logs, classes).item()).isEqualTo(3.5);
        }
    }

    @Test
    void a_dense_layer_is_a_matrix_product_and_a_bias() {
        try (var _ = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, Shape.of(2, 2));
            Tensor weight = Tensor.of(new float[] {1, 0, 0, 1, 1, 1}, Shape.of(3, 2));
            Tensor bias = Tensor.of(new float[] {0, 0, 10}, Shape.of(3));

            assertThat(Linear.apply(x, weight).toFloats()).containsExactly(1, 2, 3, 3, 4, 7);
            assertThat(Linear.apply(x, weight, bias).toFloats()).containsExactly(1, 2, 13, 3, 4, 17);
            assertThat(Linear.addmm(x, weight.transpose(0, 1), bias).toFloats()).containsExactly(1, 2, 13, 3, 4, 17);
        }
    }

    private static void expect(UnaryOperator<Tensor> activation, float... numbers) {
        try (var _ = TensorScope.open()) {
            assertThat(activation.apply(Tensor.of(INPUTS, Shape.of(7))).toFloats())
                    .containsExactly(numbers, within(1e-6f));
        }
    }
}
