package dev.glimpse.nn.metric;

/** The mean of absolute differences between predictions and targets. */
public record MeanAbsoluteError(String name) implements Metric {

    @Override
    public MeanAbsoluteError named(String other) {
        return new MeanAbsoluteError(other);
    }

    @Override
    public Direction direction() {
        return Direction.FALLING;
    }

    @Override
    public MetricState start() {
        return new MeanState(name, (predictions, targets) -> Pairs.of(name, predictions, targets)
                .means((prediction, target) -> Math.abs(prediction - target)));
    }
}
