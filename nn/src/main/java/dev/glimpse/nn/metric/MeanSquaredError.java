package dev.glimpse.nn.metric;

/** The mean of squared differences between predictions and targets. */
public record MeanSquaredError(String name) implements Metric {

    @Override
    public MeanSquaredError named(String other) {
        return new MeanSquaredError(other);
    }

    @Override
    public Direction direction() {
        return Direction.FALLING;
    }

    @Override
    public MetricState start() {
        return new MeanState(name, (predictions, targets) -> Pairs.of(name, predictions, targets)
                .means((prediction, target) -> (prediction - target) * (prediction - target)));
    }
}
