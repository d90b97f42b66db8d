package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Seed;
import java.util.Optional;

/**
 * Makes pictures brighter or darker at random while training.
 *
 * @param factor how much is added, as a share of the value range; from -1 to 1
 * @param valueRange the values that pictures have, to which results are cut
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_brightness/">Keras: RandomBrightness</a>
 */
public record RandomBrightness(LayerInfo info, Range factor, Range valueRange, Optional<Seed> seed)
        implements RandomLayer<RandomBrightness> {

    public RandomBrightness {
        Require.share("random_brightness", "factors, without their sign,", Math.abs(factor.lower()));
        Require.share("random_brightness", "factors, without their sign,", Math.abs(factor.upper()));
    }

    @Override
    public RandomBrightness with(LayerInfo newInfo) {
        return new RandomBrightness(newInfo, factor, valueRange, seed);
    }

    /** The values that pictures have; Keras's {@code value_range}, 0 to 255 by default. */
    public RandomBrightness values(double lower, double upper) {
        return new RandomBrightness(info, factor, new Range(lower, upper), seed);
    }

    /** A seed of its own; Keras's {@code seed}. */
    public RandomBrightness seed(Seed newSeed) {
        return new RandomBrightness(info, factor, valueRange, Optional.of(newSeed));
    }
}
