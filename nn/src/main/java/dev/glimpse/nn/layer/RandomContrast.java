package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Seed;
import java.util.Optional;

/**
 * Changes the contrast of pictures at random while training: {@code (x - mean) · f + mean}, channel by channel.
 *
 * @param factor f is drawn from {@code 1 - lower} to {@code 1 + upper}; both are 0 to 1
 * @param valueRange the values that pictures have, to which results are cut
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_contrast/">Keras: RandomContrast</a>
 */
public record RandomContrast(LayerInfo info, Range factor, Range valueRange, Optional<Seed> seed)
        implements RandomLayer<RandomContrast> {

    public RandomContrast {
        Require.share("random_contrast", "factors", factor.lower());
        Require.share("random_contrast", "factors", factor.upper());
    }

    @Override
    public RandomContrast with(LayerInfo newInfo) {
        return new RandomContrast(newInfo, factor, valueRange, seed);
    }

    /** The values that pictures have; Keras's {@code value_range}, 0 to 255 by default. */
    public RandomContrast values(double lower, double upper) {
        return new RandomContrast(info, factor, new Range(lower, upper), seed);
    }

    /** A seed of its own; Keras's {@code seed}. */
    public RandomContrast seed(Seed newSeed) {
        return new RandomContrast(info, factor, valueRange, Optional.of(newSeed));
    }
}
