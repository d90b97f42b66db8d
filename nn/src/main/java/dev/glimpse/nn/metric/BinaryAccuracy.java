package dev.glimpse.nn.metric;

import dev.glimpse.tensor.batch.NdArray;

/**
 * The share of numbers on the right side of a threshold.
 *
 * @param threshold a prediction above it counts as 1
 */
public record BinaryAccuracy(String name, double threshold) implements Metric {

    /** This metric with another threshold. */
    public BinaryAccuracy threshold(double other) {
        return new BinaryAccuracy(name, other);
    }

    @Override
    public BinaryAccuracy named(String other) {
        return new BinaryAccuracy(other, threshold);
    }

    @Override
    public Direction direction() {
        return Direction.RISING;
    }

    @Override
    public MetricState start() {
        return new MeanState(name, (predictions, targets) -> values(predictions, targets, (float) threshold));
    }

    static double[] values(NdArray.Floats predictions, NdArray.Floats targets, float threshold) {
        return Pairs.of("binary accuracy", predictions, targets)
                .means((prediction, target) -> target == (prediction > threshold ? 1 : 0) ? 1 : 0);
    }
}
