package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Values shifted and scaled so that their mean is 0 and their variance 1: {@code (x - mean) / sqrt(variance)}.
 *
 * @param axes those that keep a mean and a variance of their own, as Keras counts: 0 is the batch axis, -1 the last
 *     one; none for one mean and variance of all
 * @param statistics the means and variances; empty if they are weights, learnt from data before training
 * @param direction Keras's {@code invert}
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/numerical/normalization/">Keras: Normalization</a>
 */
public record Normalization(LayerInfo info, List<Integer> axes, Optional<Statistics> statistics, Direction direction)
        implements KerasLayer<Normalization> {

    /** Means and variances, one of each for every index of the kept axes, or one for all. */
    public record Statistics(List<Double> mean, List<Double> variance) {

        public Statistics {
            mean = List.copyOf(mean);
            variance = List.copyOf(variance);
            if (mean.isEmpty() || mean.size() != variance.size()) {
                throw new NnException("normalization needs as many variances as means, got " + mean.size()
                        + " means and " + variance.size() + " variances");
            }
            variance.forEach(value -> Require.atLeastZero("normalization", "variances", value));
        }
    }

    /** Which way values go. */
    public enum Direction {
        /** Towards mean 0 and variance 1. */
        NORMALIZE,
        /** Back again. */
        DENORMALIZE
    }

    public Normalization {
        axes = List.copyOf(axes);
    }

    @Override
    public Normalization with(LayerInfo newInfo) {
        return new Normalization(newInfo, axes, statistics, direction);
    }

    /** The axes that keep a mean and a variance of their own; Keras's {@code axis}. */
    public Normalization axes(int... newAxes) {
        return new Normalization(info, Arrays.stream(newAxes).boxed().toList(), statistics, direction);
    }

    /** From normalised values back to the first ones; Keras's {@code invert=True}. */
    public Normalization inverted() {
        return new Normalization(info, axes, statistics, Direction.DENORMALIZE);
    }
}
