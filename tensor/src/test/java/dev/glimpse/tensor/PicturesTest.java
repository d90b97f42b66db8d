package dev.glimpse.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.tensor.testing.NoTensorLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pooling, resampling and normalizing against numbers recorded from Keras 3.15 (TensorFlow). */
@ExtendWith(NoTensorLeaks.class)
class PicturesTest {

    @Test
    void pooling_gives_what_keras_does() {
        try (var _ = TensorScope.open()) {
            Tensor x = RecordedNumbers.pictures(1, 5, 5, 1);
            Slide same = Slide.by(2, 2).padding(0, 1, 0, 1);
            Slide around = Slide.by(2, 2).padding(1, 1, 1, 1);

            expect(
                    Pooling.max2d(x, 2, 2, same),
                    Shape.of(1, 3, 3, 1),
                    1,
                    1.25f,
                    0.75f,
                    0.25f,
                    1,
                    1.25f,
                    0.75f,
                    0.5f,
                    -0.5f);
            expect(Pooling.max2d(x, 3, 3, around), Shape.of(1, 3, 3, 1), 1, 1.25f, 1.25f, 1, 1, 1.25f, 0.75f, 1, 0.5f);
            expect(
                    Pooling.average2d(x, 2, 2, same),
                    Shape.of(1, 3, 3, 1),
                    -0.125f,
                    -0.0625f,
                    0.5f,
                    -0.5f,
                    0.25f,
                    0.125f,
                    0.25f,
                    -0.375f,
                    -0.5f);
            expect(
                    Pooling.average2d(x, 3, 3, Slide.everywhere().padding(1, 1, 1, 1)),
                    Shape.of(1, 5, 5, 1),
                    -0.125f,
                    -0.16666667f,
                    0.20833333f,
                    0.125f,
                    0.3125f,
                    -0.33333334f,
                    -0.22222222f,
                    0,
                    0.22222222f,
                    0.33333334f,
                    -0.29166666f,
                    -0.027777778f,
                    -0.11111111f,
                    0.11111111f,
                    -0.083333336f,
                    -0.25f,
                    -0.1388889f,
                    -0.22222222f,
                    0,
                    -0.041666668f,
                    0,
                    -0.041666668f,
                    -0.125f,
                    -0.20833333f,
                    -0.25f);
        }
    }

    @Test
    void pooling_keeps_the_channels_next_to_each_other() {
        try (var _ = TensorScope.open()) {
            Tensor x = RecordedNumbers.pictures(2, 6, 6, 3);

            assertThat(Pooling.max2d(x, 2, 2, Slide.by(2, 2)).isContiguous()).isTrue();
            assertThat(Pooling.average2d(x, 2, 2, Slide.by(2, 2)).isContiguous())
                    .isTrue();
        }
    }

    @Test
    void resizing_gives_what_keras_does() {
        try (var _ = TensorScope.open()) {
            Tensor x = RecordedNumbers.pictures(1, 5, 5, 1);
            Tensor small = x.narrow(1, 0, 2).narrow(2, 0, 2);

            expect(
                    Resampling.bilinear(small, 3, 4),
                    Shape.of(1, 3, 4, 1),
                    -1.25f,
                    -0.8125f,
                    0.0625f,
                    0.5f,
                    -1,
                    -0.5625f,
                    0.3125f,
                    0.75f,
                    -0.75f,
                    -0.3125f,
                    0.5625f,
                    1);
            expect(
                    Resampling.bilinear(x, 2, 3),
                    Shape.of(1, 2, 3, 1),
                    -0.2916667f,
                    -0.125f,
                    0.27083316f,
                    0.041666687f,
                    0.4375f,
                    -0.5416665f);
            expect(Resampling.nearest(x, 3, 2), Shape.of(1, 3, 2, 1), 0.5f, 1.25f, -1.25f, -0.5f, -0.25f, 0.5f);
            expect(
                    Resampling.nearest(small, 3, 3),
                    Shape.of(1, 3, 3, 1),
                    -1.25f,
                    0.5f,
                    0.5f,
                    -0.75f,
                    1,
                    1,
                    -0.75f,
                    1,
                    1);
            assertThat(Resampling.repeat(small, 1, 2).toFloats())
                    .containsExactly(Resampling.nearest(small, 2, 4).toFloats());
        }
    }

    @Test
    void a_grid_of_the_identity_shows_the_picture_itself() {
        try (var _ = TensorScope.open()) {
            Tensor x = RecordedNumbers.pictures(2, 5, 4, 3);
            Tensor identity =
                    Tensor.of(new float[] {1, 0, 0, 0, 1, 0}, Shape.of(1, 2, 3)).repeat(2, 1, 1);
            Tensor flipped = Tensor.of(new float[] {-1, 0, 0, 0, 1, 0}, Shape.of(1, 2, 3))
                    .repeat(2, 1, 1);

            for (Resampling.Between between : Resampling.Between.values()) {
                for (Resampling.Beyond beyond : Resampling.Beyond.values()) {
                    Tensor same = Resampling.sample(x, Resampling.affineGrid(identity, 5, 4), between, beyond);
                    assertThat(same.toFloats()).containsExactly(x.toFloats(), within(1e-5f));
                    Tensor mirrored = Resampling.sample(x, Resampling.affineGrid(flipped, 5, 4), between, beyond);
                    assertThat(mirrored.toFloats()).containsExactly(x.flip(2).toFloats(), within(1e-5f));
                }
            }
        }
    }

    @Test
    void beyond_the_edge_is_what_was_asked_for() {
        try (var _ = TensorScope.open()) {
            Tensor row = Tensor.of(new float[] {1, 2, 3, 4}, Shape.of(1, 1, 4, 1));
            Tensor half = Tensor.of(new float[] {1, 0, 1, 0, 1, 0}, Shape.of(1, 2, 3)); // two points to the right

            assertThat(look(row, half, Resampling.Beyond.ZERO)).containsExactly(3, 4, 0, 0);
            assertThat(look(row, half, Resampling.Beyond.EDGE)).containsExactly(3, 4, 4, 4);
            assertThat(look(row, half, Resampling.Beyond.MIRROR)).containsExactly(3, 4, 4, 3);
        }
    }

    @Test
    void batch_normalization_gives_what_keras_does() {
        try (var _ = TensorScope.open()) {
            Tensor x = RecordedNumbers.pictures(6, 3);
            Tensor gamma = Tensor.of(new float[] {1, 2, 0.5f}, Shape.of(3));
            Tensor beta = Tensor.of(new float[] {0, 1, -1}, Shape.of(3));

            var trained = Normalizations.batchNorm(x, gamma, beta, 1e-3);
            expect(
                    trained.output(),
                    Shape.of(6, 3),
                    -2.0504034f,
                    3.9197028f,
                    -1.1498444f,
                    1.0252016f,
                    2.7518215f,
                    -1.2782824f,
                    0.7176412f,
                    1.5839405f,
                    -1.4067204f,
                    0.41008067f,
                    0.41605937f,
                    -1.5351584f,
                    0.10252017f,
                    -0.75182176f,
                    -0.2507782f,
                    -0.20504034f,
                    -1.919703f,
                    -0.3792162f);
            expect(trained.mean(), Shape.of(3), 0.41666666f, -0.125f, -0.20833333f);
            expect(trained.variance(), Shape.of(3), 0.65972227f, 0.18229167f, 0.9461806f);
            Tensor predicted = Normalizations.batchNormWith(x, trained.mean(), trained.variance(), gamma, beta, 1e-3);
            assertThat(predicted.toFloats()).containsExactly(trained.output().toFloats(), within(1e-5f));

            Tensor pictures = x.reshape(2, 3, 1, 3);
            assertThat(Normalizations.batchNorm(pictures, gamma, beta, 1e-3)
                            .output()
                            .reshape(6, 3)
                            .toFloats())
                    .containsExactly(trained.output().toFloats(), within(1e-5f));
            expect(
                    Normalizations.layerNorm(x, gamma, beta, 1e-3),
                    Shape.of(6, 3),
                    -1.1613469f,
                    3.554963f,
                    -1.0580673f,
                    1.2238274f,
                    1,
                    -1.6119137f,
                    1.2238274f,
                    1,
                    -1.6119137f,
                    1.2238274f,
                    1,
                    -1.6119137f,
                    0.1161347f,
                    -1.5549632f,
                    -0.41932654f,
                    0.11613469f,
                    -1.5549634f,
                    -0.41932648f);
        }
    }

    private static float[] look(Tensor picture, Tensor map, Resampling.Beyond beyond) {
        Tensor grid = Resampling.affineGrid(map, picture.size(1), picture.size(2));
        return Resampling.sample(picture, grid, Resampling.Between.BILINEAR, beyond)
                .toFloats();
    }

    private static void expect(Tensor result, Shape shape, float... numbers) {
        assertThat(result.shape()).isEqualTo(shape);
        assertThat(result.toFloats()).containsExactly(numbers, within(2e-6f));
    }
}
