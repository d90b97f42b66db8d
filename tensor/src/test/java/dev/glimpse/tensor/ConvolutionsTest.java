package dev.glimpse.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConvolutionsTest {

    @Test
    void channels_stay_next_to_each_other_through_a_first_layer() {
        try (var scope = TensorScope.open()) {
            Tensor pictures = Tensor.ones(Shape.of(2, 8, 8, 1));
            Tensor kernel = Tensor.ones(Shape.of(4, 3, 3, 1));
            Tensor bias = Tensor.ones(Shape.of(4));

            Tensor features = Convolutions.conv2d(pictures, kernel, bias, Slide.everywhere());
            assertThat(features.shape()).isEqualTo(Shape.of(2, 6, 6, 4));
            assertThat(features.isContiguous()).isTrue();
            assertThat(features.toFloats()).containsOnly(10f);

            Tensor pooled = Pooling.max2d(features, 2, 2, Slide.by(2, 2));
            assertThat(pooled.shape()).isEqualTo(Shape.of(2, 3, 3, 4));
            assertThat(pooled.isContiguous()).isTrue();

            Tensor same =
                    Convolutions.conv2d(pictures, kernel, bias, Slide.by(2, 2).padding(0, 1, 0, 1));
            assertThat(same.shape()).isEqualTo(Shape.of(2, 4, 4, 4));
            assertThat(same.isContiguous()).isTrue();
            assertThat(scope.size()).isPositive();
        }
    }
}
