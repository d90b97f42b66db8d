package dev.glimpse.nn.metric;

/**
 * Of what is positive, the share that was predicted so: true positives over true positives and false negatives.
 *
 * @param positives what counts as predicted positive
 */
public record Recall(String name, Positives positives) implements Metric {

    /** This metric with another threshold instead of 0.5. */
    public Recall threshold(double threshold) {
        return new Recall(name, positives.threshold(threshold));
    }

    /** This metric of one class alone. */
    public Recall classId(int index) {
        return new Recall(name, positives.classId(index));
    }

    /** This metric with the {@code k} greatest predictions of a sample as its positives, whatever they are. */
    public Recall topK(int k) {
        return new Recall(name, positives.topK(k));
    }

    @Override
    public Recall named(String other) {
        return new Recall(other, positives);
    }

    @Override
    public Direction direction() {
        return Direction.RISING;
    }

    @Override
    public MetricState start() {
        return new PositivesState(name, positives, PositivesState.Other.FALSE_NEGATIVES);
    }
}
