package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Seed;
import java.util.Optional;

/**
 * Sets whole channels to 0 at random while training, and raises the others so that their sum keeps its expectation.
 *
 * @param rate the share of channels that is set to 0, from 0 to 1
 * @param seed fixes what is drawn; without one it follows from the seed of the training
 * @see <a href="https://keras.io/api/layers/regularization_layers/spatial_dropout2d/">Keras: SpatialDropout2D</a>
 */
public record SpatialDropout2D(LayerInfo info, double rate, Optional<Seed> seed)
        implements KerasLayer<SpatialDropout2D> {

    public SpatialDropout2D {
        // Nothing here could learn, and Keras's files do not say whether it may.
        info = info.withTrainable(true);
        Require.share("spatial_dropout2d", "a rate", rate);
    }

    @Override
    public SpatialDropout2D with(LayerInfo newInfo) {
        return new SpatialDropout2D(newInfo, rate, seed);
    }

    /** A seed of its own; Keras's {@code seed}. */
    public SpatialDropout2D seed(Seed newSeed) {
        return new SpatialDropout2D(info, rate, Optional.of(newSeed));
    }
}
