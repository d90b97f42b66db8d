package dev.glimpse.nn.train;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One pass over samples without learning from them. */
public final class Evaluations {

    private Evaluations() {}

    /** Loss and metrics over all samples, by name. */
    public static Map<String, Double> evaluate(
            Learner learner, Compilation compilation, List<String> outputNames, Batches samples) {
        return evaluate(learner, new EpochSums(compilation, outputNames), samples, "", () -> false)
                .orElseThrow();
    }

    /** As above, unless it is told to stop before the end. */
    static Optional<Map<String, Double>> evaluate(
            Learner learner, EpochSums sums, Batches samples, String prefix, BooleanSupplier stop) {
        try (Batches.BatchStream stream = samples.open(Batches.Pass.first())) {
            Optional<Batch> next = stream.next();
            while (next.isPresent()) {
                Batch batch = next.get();
                sums.add(batch, learner.judge(batch));
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
                next = stream.next();
            }
        }
        if (sums.isEmpty()) {
            throw new NnException(
                    "there is nothing to judge by: none of the " + samples.samples() + " samples could be read");
        }
        return Optional.of(sums.results(prefix));
    }

    /**
     * What is predicted for all samples, one array per output, in the order in which the samples come.
     *
     * @throws NnException if there are no samples
     */
    public static List<NdArray.Floats> predict(Batches samples, Function<Batch, List<NdArray.Floats>> predict) {
        List<List<NdArray.Floats>> parts = new ArrayList<>();
        try (Batches.BatchStream stream = samples.open(Batches.Pass.first())) {
            Optional<Batch> next = stream.next();
            while (next.isPresent()) {
                parts.add(predict.apply(next.get()));
                next = stream.next();
            }
        }
        if (parts.isEmpty()) {
            throw new NnException("there is nothing to predict: no samples");
        }
        List<NdArray.Floats> joined = new ArrayList<>();
        for (int output = 0; output < parts.getFirst().size(); output++) {
            int index = output;
            joined.add(join(parts.stream().map(part -> part.get(index)).toList()));
        }
        return joined;
    }

    private static NdArray.Floats join(List<NdArray.Floats> parts) {
        int rows = parts.stream().mapToInt(part -> part.shape().size(0)).sum();
        float[] values = new float
                [Math.toIntExact(parts.getFirst().shape().drop(1).prepend(rows).count())];
        int offset = 0;
        for (NdArray.Floats part : parts) {
            System.arraycopy(part.values(), 0, values, offset, part.values().length);
            offset += part.values().length;
        }
        return new NdArray.Floats(parts.getFirst().shape().drop(1).prepend(rows), values);
    }
}
