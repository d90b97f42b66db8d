package dev.glimpse.nn.metric;

import dev.glimpse.nn.NnException;

/**
 * The share of samples whose one-hot target is among the k greatest probabilities. Classes that tie for the last place all have it.
 *
 * @param k how many classes are looked at, 1 or more
 */
public record TopKCategoricalAccuracy(String name, int k) implements Metric {

    public TopKCategoricalAccuracy {
        if (k < 1) {
            throw new NnException("top-k accuracy looks at 1 class or more, got " + k);
        }
    }

    @Override
    public TopKCategoricalAccuracy named(String other) {
        return new TopKCategoricalAccuracy(other, k);
    }

    @Override
    public Direction direction() {
        return Direction.RISING;
    }

    @Override
    public MetricState start() {
        return new MeanState(name, (predictions, targets) -> Classes.ofOneHot(name, predictions, targets)
                .share(row -> row.isAmong(k)));
    }
}
