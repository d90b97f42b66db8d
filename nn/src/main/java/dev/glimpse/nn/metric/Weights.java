package dev.glimpse.nn.metric;

import dev.glimpse.nn.NnException;
import java.util.Arrays;
import java.util.Optional;

/** How much each sample of a batch counts. */
final class Weights {

    private Weights() {}

    static float[] of(Optional<float[]> weights, int samples) {
        if (weights.isPresent()) {
            if (weights.get().length != samples) {
                throw new NnException(
                        "a batch of " + samples + " samples has as many weights, got " + weights.get().length);
            }
            return weights.get();
        }
        float[] ones = new float[samples];
        Arrays.fill(ones, 1);
        return ones;
    }
}
