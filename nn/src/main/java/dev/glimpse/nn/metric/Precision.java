package dev.glimpse.nn.metric;

/**
 * Of what was predicted positive, the share that is: true positives over true and false positives.
 *
 * @param positives what counts as predicted positive
 */
public record Precision(String name, Positives positives) implements Metric {

    /** This metric with another threshold instead of 0.5. */
    public Precision threshold(double threshold) {
        return new Precision(name, positives.threshold(threshold));
    }

    /** This metric of one class alone. */
    public Precision classId(int index) {
        return new Precision(name, positives.classId(index));
    }

    /** This metric with the {@code k} greatest predictions of a sample as its positives, whatever they are. */
    public Precision topK(int k) {
        return new Precision(name, positives.topK(k));
    }

    @Override
    public Precision named(String other) {
        return new Precision(other, positives);
    }

    @Override
    public Direction direction() {
        return Direction.RISING;
    }

    @Override
    public MetricState start() {
        return new PositivesState(name, positives, PositivesState.Other.FALSE_POSITIVES);
    }
}
