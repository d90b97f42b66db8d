package dev.glimpse.nn.metric;

/** The share of samples whose greatest probability is the one of their one-hot target. */
public record CategoricalAccuracy(String name) implements Metric {

    @Override
    public CategoricalAccuracy named(String other) {
        return new CategoricalAccuracy(other);
    }

    @Override
    public Direction direction() {
        return Direction.RISING;
    }

    @Override
    public MetricState start() {
        return new MeanState(name, (predictions, targets) -> Classes.ofOneHot(name, predictions, targets)
                .share(Classes.Row::isGreatest));
    }
}
