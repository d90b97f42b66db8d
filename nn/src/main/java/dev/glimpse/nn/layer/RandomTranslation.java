package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Seed;
import java.util.Optional;

/**
 * Moves pictures at random while training.
 *
 * @param heightFactor how far down, as a share of the height
 * @param widthFactor how far to the right, as a share of the width
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_translation/">Keras: RandomTranslation</a>
 */
public record RandomTranslation(
        LayerInfo info,
        Range heightFactor,
        Range widthFactor,
        Fill fill,
        Interpolation interpolation,
        Optional<Seed> seed)
        implements RandomLayer<RandomTranslation>, WithFill<RandomTranslation> {

    @Override
    public RandomTranslation with(LayerInfo newInfo) {
        return new RandomTranslation(newInfo, heightFactor, widthFactor, fill, interpolation, seed);
    }

    @Override
    public RandomTranslation fill(Fill newFill) {
        return new RandomTranslation(info, heightFactor, widthFactor, newFill, interpolation, seed);
    }

    @Override
    public RandomTranslation interpolation(Interpolation newInterpolation) {
        return new RandomTranslation(info, heightFactor, widthFactor, fill, newInterpolation, seed);
    }

    /** A seed of its own; Keras's {@code seed}. */
    public RandomTranslation seed(Seed newSeed) {
        return new RandomTranslation(info, heightFactor, widthFactor, fill, interpolation, Optional.of(newSeed));
    }
}
