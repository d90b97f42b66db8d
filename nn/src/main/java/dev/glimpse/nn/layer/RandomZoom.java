package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Seed;
import java.util.Optional;

/**
 * Zooms into pictures or out of them at random while training.
 *
 * @param heightFactor how much more height is seen, as a share: 0.2 zooms out by 20 %, -0.2 zooms in
 * @param widthFactor the same for the width; empty keeps the proportions
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_zoom/">Keras: RandomZoom</a>
 */
public record RandomZoom(
        LayerInfo info,
        Range heightFactor,
        Optional<Range> widthFactor,
        Fill fill,
        Interpolation interpolation,
        Optional<Seed> seed)
        implements RandomLayer<RandomZoom>, WithFill<RandomZoom> {

    @Override
    public RandomZoom with(LayerInfo newInfo) {
        return new RandomZoom(newInfo, heightFactor, widthFactor, fill, interpolation, seed);
    }

    /** The width is zoomed on its own; Keras's {@code width_factor}. */
    public RandomZoom width(Range factor) {
        return new RandomZoom(info, heightFactor, Optional.of(factor), fill, interpolation, seed);
    }

    @Override
    public RandomZoom fill(Fill newFill) {
        return new RandomZoom(info, heightFactor, widthFactor, newFill, interpolation, seed);
    }

    @Override
    public RandomZoom interpolation(Interpolation newInterpolation) {
        return new RandomZoom(info, heightFactor, widthFactor, fill, newInterpolation, seed);
    }

    /** A seed of its own; Keras's {@code seed}. */
    public RandomZoom seed(Seed newSeed) {
        return new RandomZoom(info, heightFactor, widthFactor, fill, interpolation, Optional.of(newSeed));
    }
}
