package dev.glimpse.nn.model;

import dev.glimpse.tensor.Seed;

/** What a forward pass is for; some layers do one thing while training and another when predicting. */
public sealed interface Purpose {

    /** To predict: nothing is random, and BatchNormalization uses its moving statistics. */
    record Predicting() implements Purpose {}

    /**
     * To learn.
     *
     * @param seed what this epoch's randomness is drawn from
     * @param items a key per sample; what is drawn for a sample depends on its key and not on its place in the batch
     */
    record Training(Seed seed, long[] items) implements Purpose {}

    /** To predict. */
    static Purpose predicting() {
        return new Predicting();
    }
}
