package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.Dropout;
import dev.glimpse.nn.model.Purpose.Training;
import dev.glimpse.tensor.RandomTensors;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Layers that disturb what they get while training, so that the network does not rely on any single number.
 *
 * <p>The noise is drawn in Java, sample by sample, from the epoch's seed, the sample and the layer. It does not depend on
 * the engine's generator, whose state would have to be saved, nor on its threads; and it is no slower.
 */
final class NoiseLayers {

    private NoiseLayers() {}

    /** Each number is 0 with probability {@code rate}, and otherwise so much larger that the mean stays. */
    static Tensor dropout(Dropout dropout, Tensor x, LayerCall call) {
        Shape mask = dropout.mask(x.shape().drop(1)).prepend(x.size(0));
        return dropout(x, mask, dropout.rate(), dropout.seed(), call);
    }

    /** Whole channels are 0, in [batch, height, width, channels]. */
    static Tensor spatialDropout(Tensor x, double rate, Optional<Seed> own, LayerCall call) {
        return dropout(x, Shape.of(x.size(0), 1, 1, x.size(3)), rate, own, call);
    }

    private static Tensor dropout(Tensor x, Shape mask, double rate, Optional<Seed> own, LayerCall call) {
        if (rate == 0) {
            return x;
        }
        return switch (call.purpose()) {
            case Purpose.Predicting() -> x;
            case Training training -> {
                List<Seed> seeds = new ArrayList<>();
                for (int sample = 0; sample < mask.size(0); sample++) {
                    seeds.add(call.seed(training, own, sample));
                }
                yield x.mul(RandomTensors.dropoutMask(mask, rate, seeds).cast(x.dtype()));
            }
        };
    }

    /** Normally distributed noise with mean 0 is added. */
    static Tensor gaussian(Tensor x, double deviation, Optional<Seed> own, LayerCall call) {
        return switch (call.purpose()) {
            case Purpose.Predicting() -> x;
            case Training training -> {
                int perSample = Math.toIntExact(x.count() / x.size(0));
                float[] noise = new float[perSample * x.size(0)];
                for (int sample = 0; sample < x.size(0); sample++) {
                    SplittableRandom random = call.seed(training, own, sample).random();
                    for (int i = 0; i < perSample; i++) {
                        noise[sample * perSample + i] = (float) (deviation * random.nextGaussian());
                    }
                }
                yield x.add(Tensor.of(noise, x.shape()).cast(x.dtype()));
            }
        };
    }
}
