package dev.glimpse.nn.metric;

import dev.glimpse.tensor.Shape;

/**
 * The share of right answers, counted as the shapes suggest: {@link BinaryAccuracy} for one number a sample,
 * {@link SparseCategoricalAccuracy} for class indices, {@link CategoricalAccuracy} for one-hot rows.
 */
public record Accuracy(String name) implements Metric {

    @Override
    public Accuracy named(String other) {
        return new Accuracy(other);
    }

    @Override
    public Direction direction() {
        return Direction.RISING;
    }

    @Override
    public MetricState start() {
        return new MeanState(name, (predictions, targets) -> {
            Shape predicted = predictions.shape();
            Shape right = targets.shape();
            if (predicted.size(-1) == 1) {
                return BinaryAccuracy.values(predictions, targets, 0.5f);
            }
            boolean indices = right.rank() < predicted.rank() || right.size(-1) == 1;
            return indices
                    ? Classes.ofIndices(name, predictions, targets).share(Classes.Row::isGreatest)
                    : Classes.ofOneHot(name, predictions, targets).share(Classes.Row::isGreatest);
        });
    }
}
