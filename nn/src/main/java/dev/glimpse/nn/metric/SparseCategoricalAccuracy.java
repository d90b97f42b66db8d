package dev.glimpse.nn.metric;

/** The share of samples whose greatest probability is at the index that is their target. */
public record SparseCategoricalAccuracy(String name) implements Metric {

    @Override
    public SparseCategoricalAccuracy named(String other) {
        return new SparseCategoricalAccuracy(other);
    }

    @Override
    public Direction direction() {
        return Direction.RISING;
    }

    @Override
    public MetricState start() {
        return new MeanState(name, (predictions, targets) -> Classes.ofIndices(name, predictions, targets)
                .share(Classes.Row::isGreatest));
    }
}
