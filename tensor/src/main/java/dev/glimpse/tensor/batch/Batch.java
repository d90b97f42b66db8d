package dev.glimpse.tensor.batch;

import java.util.List;
import java.util.Optional;

/**
 * Some samples that are computed together.
 *
 * @param inputs one array per input of the model, each with the batch axis first
 * @param targets one array per output, each with the batch axis first: one-hot rows, class indices or numbers
 * @param weights how much each sample counts in the loss, one number a sample; without it each counts 1
 * @param items a key per sample that stays the same whenever that sample comes again, so that what is drawn at random for
 *     it depends on it and not on its place in a batch
 */
public record Batch(List<NdArray> inputs, List<NdArray> targets, Optional<float[]> weights, long[] items) {

    public Batch {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        for (NdArray input : inputs) {
            requireSize(input, items.length);
        }
        for (NdArray target : targets) {
            requireSize(target, items.length);
        }
        if (weights.isPresent() && weights.get().length != items.length) {
            throw new IllegalArgumentException(
                    items.length + " samples need as many weights, got " + weights.get().length);
        }
    }

    /** The number of samples. */
    public int size() {
        return items.length;
    }

    private static void requireSize(NdArray array, int size) {
        if (array.shape().rank() == 0 || array.shape().size(0) != size) {
            throw new IllegalArgumentException(
                    "each array of a batch of " + size + " begins with that size, got " + array.shape());
        }
    }
}
