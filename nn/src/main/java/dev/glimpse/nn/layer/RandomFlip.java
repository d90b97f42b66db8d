package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Seed;
import java.util.Optional;

/**
 * Mirrors pictures at random while training.
 *
 * @param mode Keras's default is both ways
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_flip/">Keras: RandomFlip</a>
 */
public record RandomFlip(LayerInfo info, Mode mode, Optional<Seed> seed) implements RandomLayer<RandomFlip> {

    /** Which ways a picture is mirrored, each with a chance of a half. */
    public enum Mode {
        /** Left and right are exchanged. */
        HORIZONTAL,
        /** Top and bottom are exchanged. */
        VERTICAL,
        /** Both, each on its own. */
        HORIZONTAL_AND_VERTICAL
    }

    @Override
    public RandomFlip with(LayerInfo newInfo) {
        return new RandomFlip(newInfo, mode, seed);
    }

    /** Left and right are exchanged, never top and bottom; Keras's {@code mode="horizontal"}. */
    public RandomFlip horizontal() {
        return new RandomFlip(info, Mode.HORIZONTAL, seed);
    }

    /** Top and bottom are exchanged, never left and right; Keras's {@code mode="vertical"}. */
    public RandomFlip vertical() {
        return new RandomFlip(info, Mode.VERTICAL, seed);
    }

    /** A seed of its own; Keras's {@code seed}. */
    public RandomFlip seed(Seed newSeed) {
        return new RandomFlip(info, mode, Optional.of(newSeed));
    }
}
