package dev.glimpse.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.tensor.testing.NoTensorLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Convolutions against numbers recorded from Keras 3.15 (TensorFlow) for inputs that are exact in binary. */
@ExtendWith(NoTensorLeaks.class)
class ConvolutionsTest {

    private static final Shape KERNEL = Shape.of(3, 3, 2, 2);

    @Test
    void channels_stay_next_to_each_other_through_a_first_layer() {
        try (var _ = TensorScope.open()) {
            Tensor pictures = Tensor.ones(Shape.of(2, 8, 8, 1));
            Tensor kernel = Tensor.ones(Shape.of(4, 3, 3, 1));
            Tensor bias = Tensor.ones(Shape.of(4));

            Tensor features = Convolutions.conv2d(pictures, kernel, bias, Slide.everywhere());
            assertThat(features.shape()).isEqualTo(Shape.of(2, 6, 6, 4));
            assertThat(features.isContiguous()).isTrue();
            assertThat(features.toFloats()).containsOnly(10f);

            Tensor same =
                    Convolutions.conv2d(pictures, kernel, bias, Slide.by(2, 2).padding(0, 1, 0, 1));
            assertThat(same.shape()).isEqualTo(Shape.of(2, 4, 4, 4));
            assertThat(same.isContiguous()).isTrue();
        }
    }

    @Test
    void a_convolution_gives_what_keras_does() {
        try (var _ = TensorScope.open()) {
            Tensor x = RecordedNumbers.pictures(1, 4, 4, 2);
            Tensor kernel = RecordedNumbers.kernel(KERNEL);
            Slide same = Slide.everywhere().padding(2, 2, 2, 2).dilation(2, 2);

            expect(
                    Convolutions.conv2d(x, kernel, Slide.everywhere()),
                    Shape.of(1, 2, 2, 2),
                    -0.125f,
                    -2.375f,
                    -0.3125f,
                    -2.0625f,
                    0.5f,
                    -0.4375f,
                    0.3125f,
                    1.25f);
            expect(
                    Convolutions.conv2d(x, kernel, Slide.by(2, 2).padding(0, 1, 0, 1)),
                    Shape.of(1, 2, 2, 2),
                    -0.125f,
                    -2.375f,
                    1.75f,
                    -0.4375f,
                    -0.5625f,
                    -0.625f,
                    -0.8125f,
                    0.25f);
            expect(
                    Convolutions.conv2d(x, kernel, same),
                    Shape.of(1, 4, 4, 2),
                    1.125f,
                    0.0625f,
                    -0.375f,
                    -0.375f,
                    -1.1875f,
                    -0.0625f,
                    -0.375f,
                    -0.375f,
                    1.3125f,
                    -0.3125f,
                    -2.25f,
                    -1.4375f,
                    -1.375f,
                    0.0625f,
                    1.5f,
                    -1.625f,
                    -0.125f,
                    -1.1875f,
                    -0.375f,
                    -0.375f,
                    0.1875f,
                    0,
                    2.25f,
                    -0.375f,
                    0.25f,
                    -1.375f,
                    0.6875f,
                    1.5f,
                    0.1875f,
                    -0.125f,
                    2.25f,
                    0.875f);
        }
    }

    @Test
    void groups_follow_from_the_shapes() {
        try (var _ = TensorScope.open()) {
            Tensor x = RecordedNumbers.pictures(1, 4, 4, 2);
            Tensor depthwise = RecordedNumbers.numbers(Shape.of(3, 3, 2, 1), 5, 7)
                    .permute(2, 0, 1, 3)
                    .contiguous();
            Tensor grouped = RecordedNumbers.kernel(Shape.of(3, 3, 1, 4));

            expect(
                    Convolutions.conv2d(x, depthwise, Slide.everywhere().padding(1, 1, 1, 1)),
                    Shape.of(1, 4, 4, 2),
                    0.375f,
                    1.9375f,
                    -0.125f,
                    -1.5f,
                    -0.6875f,
                    -1,
                    -0.375f,
                    0.8125f,
                    -0.1875f,
                    0.125f,
                    0.8125f,
                    -2.125f,
                    0.25f,
                    2,
                    1.4375f,
                    0.3125f,
                    -0.1875f,
                    -0.4375f,
                    0.625f,
                    -0.75f,
                    1.4375f,
                    0.625f,
                    -0.1875f,
                    0.1875f,
                    -0.375f,
                    -1.3125f,
                    0.875f,
                    0,
                    0,
                    0.875f,
                    -1.3125f,
                    -0.375f);
            expect(
                    Convolutions.conv2d(x, grouped, Slide.everywhere()),
                    Shape.of(1, 2, 2, 4),
                    1.25f,
                    -1.125f,
                    -1.375f,
                    -1.25f,
                    -0.8125f,
                    -1.25f,
                    0.5f,
                    -0.8125f,
                    1.25f,
                    -0.9375f,
                    -0.75f,
                    0.5f,
                    -0.125f,
                    1,
                    0.4375f,
                    0.25f);
        }
    }

    @Test
    void a_transposed_convolution_gives_what_keras_does() {
        try (var _ = TensorScope.open()) {
            Tensor x = RecordedNumbers.pictures(1, 2, 2, 2);
            Tensor kernel = RecordedNumbers.kernel(Shape.of(3, 3, 3, 2));
            Slide same = Slide.by(2, 2).padding(0, 1, 0, 1);

            expect(
                    Convolutions.convTranspose2d(x, kernel, Slide.by(2, 2), 0, 0),
                    Shape.of(1, 5, 5, 3),
                    1.1875f,
                    -0.25f,
                    -0.8125f,
                    -0.0625f,
                    -0.625f,
                    1,
                    0.5625f,
                    0.5625f,
                    -0.3125f,
                    -0.8125f,
                    -0.25f,
                    1.1875f,
                    -0.4375f,
                    1,
                    -0.625f,
                    -0.8125f,
                    -0.0625f,
                    -0.625f,
                    1,
                    -0.4375f,
                    1.1875f,
                    -0.3125f,
                    -1.625f,
                    -0.3125f,
                    1.1875f,
                    -0.4375f,
                    1,
                    -0.625f,
                    -0.0625f,
                    -0.8125f,
                    -1.1875f,
                    1.375f,
                    -0.4375f,
                    1.6875f,
                    -0.125f,
                    -1.5f,
                    -0.8125f,
                    0,
                    1.6875f,
                    0.75f,
                    -0.125f,
                    -0.5625f,
                    -0.5625f,
                    -1,
                    1.1875f,
                    0,
                    0.5f,
                    0.125f,
                    -0.6875f,
                    0.25f,
                    -0.5625f,
                    1.125f,
                    -0.25f,
                    1,
                    -0.5f,
                    0.25f,
                    -0.75f,
                    0,
                    0.75f,
                    -0.25f,
                    0.125f,
                    -0.6875f,
                    0.25f,
                    -0.5625f,
                    0.375f,
                    0,
                    1,
                    -0.375f,
                    -0.4375f,
                    -0.75f,
                    0,
                    0.75f,
                    -0.25f,
                    0.5f,
                    -0.5f);
            expect(
                    Convolutions.convTranspose2d(x, kernel, same, 0, 0),
                    Shape.of(1, 4, 4, 3),
                    1.1875f,
                    -0.25f,
                    -0.8125f,
                    -0.0625f,
                    -0.625f,
                    1,
                    0.5625f,
                    0.5625f,
                    -0.3125f,
                    -0.8125f,
                    -0.25f,
                    1.1875f,
                    -0.8125f,
                    -0.0625f,
                    -0.625f,
                    1,
                    -0.4375f,
                    1.1875f,
                    -0.3125f,
                    -1.625f,
                    -0.3125f,
                    1.1875f,
                    -0.4375f,
                    1,
                    -1.1875f,
                    1.375f,
                    -0.4375f,
                    1.6875f,
                    -0.125f,
                    -1.5f,
                    -0.8125f,
                    0,
                    1.6875f,
                    0.75f,
                    -0.125f,
                    -0.5625f,
                    0,
                    0.5f,
                    0.125f,
                    -0.6875f,
                    0.25f,
                    -0.5625f,
                    1.125f,
                    -0.25f,
                    1,
                    -0.5f,
                    0.25f,
                    -0.75f);
            Tensor bias = Tensor.of(new float[] {1, 2, 3}, Shape.of(3));
            Tensor larger = Convolutions.convTranspose2d(x, kernel, bias, Slide.by(2, 2), 1, 1);
            assertThat(larger.shape()).isEqualTo(Shape.of(1, 6, 6, 3));
            assertThat(larger.select(1, 5).select(1, 5).toFloats()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void a_kernel_that_does_not_fit_is_refused() {
        try (var _ = TensorScope.open()) {
            Tensor x = RecordedNumbers.pictures(1, 4, 4, 3);
            Tensor kernel = RecordedNumbers.kernel(KERNEL);

            assertThatThrownBy(() -> Convolutions.conv2d(x, kernel, Slide.everywhere()))
                    .isInstanceOf(TensorException.class)
                    .hasMessage("a kernel for pictures [1, 4, 4, 3] is [filters, height, width, channels per group],"
                            + " got [2, 3, 3, 2]");
            assertThatThrownBy(() -> Convolutions.conv2d(x.flatten(1), kernel, Slide.everywhere()))
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("batch, height, width, channels");
        }
    }

    private static void expect(Tensor result, Shape shape, float... numbers) {
        assertThat(result.shape()).isEqualTo(shape);
        assertThat(result.toFloats()).containsExactly(numbers, within(1e-6f));
    }
}
