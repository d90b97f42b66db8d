package dev.glimpse.nn.metric;

import dev.glimpse.tensor.batch.NdArray;
import java.util.Optional;

/**
 * What a metric has seen so far. One thread at a time may use it.
 *
 * <p>A snapshot holds all of it: a state that is restored from one, in another process too, goes on to the same result.
 */
public interface MetricState {

    /**
     * Takes in a batch.
     *
     * @param predictions what the model gave, the batch axis first
     * @param targets what was right: one-hot rows, class indices, or numbers, the batch axis first
     * @param weights how much each sample counts; without it each counts 1
     * @throws dev.glimpse.nn.NnException if the shapes do not fit each other or the metric
     */
    void update(NdArray.Floats predictions, NdArray.Floats targets, Optional<float[]> weights);

    /** The metric over all that was taken in; 0 before anything was. */
    double result();

    /** A copy of all sums. */
    double[] snapshot();

    /**
     * Puts sums back.
     *
     * @param snapshot what {@link #snapshot} of a state of the same metric gave
     * @throws dev.glimpse.nn.NnException if it is another metric's
     */
    void restore(double[] snapshot);
}
