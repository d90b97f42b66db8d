package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Normalization;
import dev.glimpse.nn.model.Plan.PlannedStep;
import dev.glimpse.tensor.Gradients;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Normalization layers take from data before anything is learnt: mean and variance of what comes to them.
 *
 * <p>They are counted in 64 bits by West's update, so that a large mean does not swallow a small variance.
 */
final class Adaptation {

    private final Model model;

    Adaptation(Model model) {
        this.model = model;
    }

    /** Goes through the layers from the input on, so that one behind another sees what that one will give it. */
    void to(Batches samples) {
        int adapted = 0;
        Plan plan = model.plan();
        for (PlannedStep step : plan.steps()) {
            step.inner().ifPresent(_ -> refuseInner(step));
            if (learns(step.layer()) && step.layer() instanceof Normalization layer) {
                Statistics statistics = statistics(plan, step, layer, samples);
                Map<String, NdArray.Floats> weights = new LinkedHashMap<>(model.weights());
                weights.computeIfPresent(step.path() + "/mean", (_, old) -> array(old.shape(), statistics.mean));
                weights.computeIfPresent(
                        step.path() + "/variance", (_, old) -> array(old.shape(), statistics.variance()));
                model.weights(weights);
                adapted++;
            }
        }
        if (adapted == 0) {
            throw new NnException("the model has no Normalization layer that takes its mean and variance from data: put"
                    + " normalization() into it, or do not adapt it");
        }
    }

    private static boolean learns(Layer layer) {
        return layer instanceof Normalization norm && norm.statistics().isEmpty();
    }

    private static void refuseInner(PlannedStep step) {
        if (step.layer() instanceof Architecture inner
                && inner.layersByName().values().stream().anyMatch(Adaptation::learns)) {
            throw new NnException("the Normalization within \"" + step.path()
                    + "\" cannot be adapted: put it into the model" + " itself, or give it mean and variance");
        }
    }

    private Statistics statistics(Plan plan, PlannedStep step, Normalization layer, Batches samples) {
        Plan until = new Plan(plan.steps(), plan.inputs(), List.of(step.inputs().getFirst()), plan.lastReaders());
        Optional<Statistics> statistics = Optional.empty();
        try (Batches.BatchStream stream = samples.open(Batches.Pass.first())) {
            for (Optional<Batch> batch = stream.next(); batch.isPresent(); batch = stream.next()) {
                NdArray.Floats values = values(until, batch.get());
                Statistics counted = statistics.orElseGet(() -> new Statistics(values.shape(), layer.axes()));
                counted.add(values);
                statistics = Optional.of(counted);
            }
        }
        return statistics.orElseThrow(() -> new NnException("there are no samples to adapt the model to"));
    }

    private NdArray.Floats values(Plan until, Batch batch) {
        try (var _ = TensorScope.open();
                var _ = Gradients.disabled()) {
            List<Tensor> inputs = batch.inputs().stream().map(model::tensor).toList();
            model.requireShapes(inputs);
            return Model.array(new Forward(model.variables(), Purpose.predicting())
                    .run(until, inputs)
                    .getFirst());
        }
    }

    private static NdArray.Floats array(Shape shape, double[] numbers) {
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers[i];
        }
        return new NdArray.Floats(shape, values);
    }

    /** Means and sums of squared distances, one of each for every index of the kept axes. */
    private static final class Statistics {

        private final int[] kept;
        private final long[] counts;
        private final double[] mean;
        private final double[] squares;

        Statistics(Shape values, List<Integer> axes) {
            this.kept = axes.stream()
                    .mapToInt(axis -> axis < 0 ? axis + values.rank() : axis)
                    .sorted()
                    .toArray();
            int size = Arrays.stream(kept).map(values::size).reduce(1, Math::multiplyExact);
            this.counts = new long[size];
            this.mean = new double[size];
            this.squares = new double[size];
        }

        void add(NdArray.Floats values) {
            Shape shape = values.shape();
            int[] step = new int[shape.rank()];
            int size = 1;
            for (int i = kept.length - 1; i >= 0; i--) {
                step[kept[i]] = size;
                size *= shape.size(kept[i]);
            }
            int[] place = new int[shape.rank()];
            int index = 0;
            for (float value : values.values()) {
                count(index, value);
                for (int axis = place.length - 1; axis >= 0; axis--) {
                    index += step[axis];
                    if (++place[axis] < shape.size(axis)) {
                        break;
                    }
                    index -= step[axis] * place[axis];
                    place[axis] = 0;
                }
            }
        }

        private void count(int index, double value) {
            double distance = value - mean[index];
            mean[index] += distance / ++counts[index];
            squares[index] += distance * (value - mean[index]);
        }

        double[] variance() {
            double[] variance = new double[squares.length];
            for (int i = 0; i < variance.length; i++) {
                variance[i] = squares[i] / counts[i];
            }
            return variance;
        }
    }
}
