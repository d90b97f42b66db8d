package dev.glimpse.nn.metric;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.batch.NdArray;
import java.util.Optional;

/** The weighted mean of a value that each sample has. */
final class MeanState implements MetricState {

    /** How a batch becomes one value a sample. */
    interface Values {
        double[] of(NdArray.Floats predictions, NdArray.Floats targets);
    }

    private final String name;
    private final Values values;
    private double total;
    private double count;

    MeanState(String name, Values values) {
        this.name = name;
        this.values = values;
    }

    @Override
    public void update(NdArray.Floats predictions, NdArray.Floats targets, Optional<float[]> weights) {
        double[] batch = values.of(predictions, targets);
        float[] counts = Weights.of(weights, batch.length);
        for (int i = 0; i < batch.length; i++) {
            total += batch[i] * counts[i];
            count += counts[i];
        }
    }

    @Override
    public double result() {
        return count == 0 ? 0 : total / count;
    }

    @Override
    public double[] snapshot() {
        return new double[] {total, count};
    }

    @Override
    public void restore(double[] snapshot) {
        if (snapshot.length != 2) {
            throw new NnException(name + " is restored from a sum and a count, got " + snapshot.length + " numbers");
        }
        total = snapshot[0];
        count = snapshot[1];
    }
}
