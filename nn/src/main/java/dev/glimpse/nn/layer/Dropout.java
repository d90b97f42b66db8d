package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Seed;
import java.util.Optional;

/**
 * Sets values to 0 at random while training, and raises the others so that their sum keeps its expectation.
 *
 * @param rate the share that is set to 0, from 0 to 1
 * @param seed fixes what is drawn; without one it follows from the seed of the training
 * @see <a href="https://keras.io/api/layers/regularization_layers/dropout/">Keras: Dropout</a>
 */
public record Dropout(LayerInfo info, double rate, Optional<Seed> seed) implements KerasLayer<Dropout> {

    public Dropout {
        Require.share("dropout", "a rate", rate);
    }

    @Override
    public Dropout with(LayerInfo newInfo) {
        return new Dropout(newInfo, rate, seed);
    }

    /** A seed of its own; Keras's {@code seed}. */
    public Dropout seed(Seed newSeed) {
        return new Dropout(info, rate, Optional.of(newSeed));
    }
}
