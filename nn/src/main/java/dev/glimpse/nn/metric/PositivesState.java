package dev.glimpse.nn.metric;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.Optional;

/** True positives, and the false ones or the missed ones: what precision and recall are made of. */
final class PositivesState implements MetricState {

    /** What true positives are divided by, beside themselves. */
    enum Other {
        FALSE_POSITIVES,
        FALSE_NEGATIVES
    }

    private final String name;
    private final Positives positives;
    private final Other other;
    private double truePositives;
    private double others;

    PositivesState(String name, Positives positives, Other other) {
        this.name = name;
        this.positives = positives;
        this.other = other;
    }

    @Override
    public void update(NdArray.Floats predictions, NdArray.Floats targets, Optional<float[]> weights) {
        Pairs pairs = Pairs.of(name, predictions, targets);
        Shape shape = predictions.shape();
        float[] counts = Weights.of(weights, pairs.samples());
        int columns = shape.rank() == 1 ? 1 : shape.size(-1);
        int first = 0;
        int last = columns;
        if (positives.classId().isPresent()) {
            first = positives.classId().getAsInt();
            last = first + 1;
            if (last > columns) {
                throw new NnException(name + " is of class " + first + ", but there are only " + columns
                        + " classes: predictions have shape " + shape);
            }
        }
        int rows = columns == 0 ? 0 : pairs.predictions().length / columns;
        for (int row = 0; row < rows; row++) {
            float weight = counts[row / (rows / pairs.samples())];
            for (int column = first; column < last; column++) {
                boolean predicted = isPositive(pairs.predictions(), row * columns, columns, column);
                boolean actual = pairs.targets()[row * columns + column] != 0;
                if (predicted && actual) {
                    truePositives += weight;
                } else if (other == Other.FALSE_POSITIVES ? predicted : actual) {
                    others += weight;
                }
            }
        }
    }

    private boolean isPositive(float[] predictions, int from, int columns, int column) {
        float own = predictions[from + column];
        if (positives.threshold().isPresent()
                && !(own > (float) positives.threshold().getAsDouble())) {
            return false;
        }
        if (positives.topK().isEmpty()) {
            return true;
        }
        int before = 0;
        for (int i = 0; i < columns; i++) {
            if (predictions[from + i] > own || (i < column && predictions[from + i] == own)) {
                before++;
            }
        }
        return before < positives.topK().getAsInt();
    }

    @Override
    public double result() {
        double all = truePositives + others;
        return all == 0 ? 0 : truePositives / all;
    }

    @Override
    public double[] snapshot() {
        return new double[] {truePositives, others};
    }

    @Override
    public void restore(double[] snapshot) {
        if (snapshot.length != 2) {
            throw new NnException(name + " is restored from two sums, got " + snapshot.length + " numbers");
        }
        truePositives = snapshot[0];
        others = snapshot[1];
    }
}
