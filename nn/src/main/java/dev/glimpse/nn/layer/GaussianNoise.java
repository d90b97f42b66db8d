package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Seed;
import java.util.Optional;

/**
 * Adds normally distributed noise while training.
 *
 * @param stddev the noise's standard deviation, at least 0
 * @param seed fixes what is drawn; without one it follows from the seed of the training
 * @see <a href="https://keras.io/api/layers/regularization_layers/gaussian_noise/">Keras: GaussianNoise</a>
 */
public record GaussianNoise(LayerInfo info, double stddev, Optional<Seed> seed) implements KerasLayer<GaussianNoise> {

    public GaussianNoise {
        Require.atLeastZero("gaussian_noise", "a stddev", stddev);
    }

    @Override
    public GaussianNoise with(LayerInfo newInfo) {
        return new GaussianNoise(newInfo, stddev, seed);
    }

    /** A seed of its own; Keras's {@code seed}. */
    public GaussianNoise seed(Seed newSeed) {
        return new GaussianNoise(info, stddev, Optional.of(newSeed));
    }
}
