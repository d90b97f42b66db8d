package dev.glimpse.nn.metric;

import dev.glimpse.nn.NnException;

/**
 * The share of samples whose target, a class index, is among the k greatest probabilities. Classes that tie for the last place all have it.
 *
 * @param k how many classes are looked at, 1 or more
 */
public record SparseTopKCategoricalAccuracy(String name, int k) implements Metric {

    public SparseTopKCategoricalAccuracy {
        if (k < 1) {
            throw new NnException("top-k accuracy looks at 1 class or more, got " + k);
        }
    }

    @Override
    public SparseTopKCategoricalAccuracy named(String other) {
        return new SparseTopKCategoricalAccuracy(other, k);
    }

    @Override
    public Direction direction() {
        return Direction.RISING;
    }

    @Override
    public MetricState start() {
        return new MeanState(name, (predictions, targets) -> Classes.ofIndices(name, predictions, targets)
                .share(row -> row.isAmong(k)));
    }
}
