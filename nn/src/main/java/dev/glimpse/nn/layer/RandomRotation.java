package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Seed;
import java.util.Optional;

/**
 * Turns pictures at random while training.
 *
 * @param factor the angle in full turns; positive is counter-clockwise
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_rotation/">Keras: RandomRotation</a>
 */
public record RandomRotation(LayerInfo info, Range factor, Fill fill, Interpolation interpolation, Optional<Seed> seed)
        implements RandomLayer<RandomRotation>, WithFill<RandomRotation> {

    @Override
    public RandomRotation with(LayerInfo newInfo) {
        return new RandomRotation(newInfo, factor, fill, interpolation, seed);
    }

    @Override
    public RandomRotation fill(Fill newFill) {
        return new RandomRotation(info, factor, newFill, interpolation, seed);
    }

    @Override
    public RandomRotation interpolation(Interpolation newInterpolation) {
        return new RandomRotation(info, factor, fill, newInterpolation, seed);
    }

    /** A seed of its own; Keras's {@code seed}. */
    public RandomRotation seed(Seed newSeed) {
        return new RandomRotation(info, factor, fill, interpolation, Optional.of(newSeed));
    }
}
