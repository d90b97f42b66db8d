package dev.glimpse.nn.layer;

import java.util.OptionalDouble;

/**
 * Keeps what is above a threshold: x from {@code threshold} to {@code maxValue}, and {@code negativeSlope · (x -
 * threshold)} below.
 *
 * @param maxValue where the output ends, at least 0; empty for nowhere
 * @param negativeSlope how the output falls below the threshold, at least 0
 * @param threshold at least 0
 * @see <a href="https://keras.io/api/layers/activation_layers/relu/">Keras: ReLU</a>
 */
public record ReLU(LayerInfo info, OptionalDouble maxValue, double negativeSlope, double threshold)
        implements KerasLayer<ReLU> {

    public ReLU {
        maxValue.ifPresent(value -> Require.atLeastZero("relu", "a max value", value));
        Require.atLeastZero("relu", "a negative slope", negativeSlope);
        Require.atLeastZero("relu", "a threshold", threshold);
    }

    @Override
    public ReLU with(LayerInfo newInfo) {
        return new ReLU(newInfo, maxValue, negativeSlope, threshold);
    }

    /** Where the output ends; Keras's {@code max_value}. */
    public ReLU maxValue(double value) {
        return new ReLU(info, OptionalDouble.of(value), negativeSlope, threshold);
    }

    /** How the output falls below the threshold; Keras's {@code negative_slope}. */
    public ReLU negativeSlope(double slope) {
        return new ReLU(info, maxValue, slope, threshold);
    }

    /** Where the output begins; Keras's {@code threshold}. */
    public ReLU threshold(double newThreshold) {
        return new ReLU(info, maxValue, negativeSlope, newThreshold);
    }
}
