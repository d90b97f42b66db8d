package dev.glimpse.nn.train;

import dev.glimpse.nn.metric.Metric;
import dev.glimpse.nn.metric.MetricState;
import dev.glimpse.nn.train.Compilation.Judged;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loss and metrics over the samples of an epoch so far. */
final class EpochSums {

    private record Named(String name, int output, MetricState state) {}

    private final List<Named> metrics = new ArrayList<>();
    private final List<String> lossNames = new ArrayList<>();
    private final double[] lossSums;
    private long samples;

    /**
     * Sums of nothing yet.
     *
     * @param outputNames the names of the model's outputs, which metrics are prefixed with where there are several
     */
    EpochSums(Compilation compilation, List<String> outputNames) {
        List<Judged> outputs = compilation.outputs();
        lossNames.add("loss");
        if (outputs.size() > 1) {
            outputNames.forEach(name -> lossNames.add(name + "_loss"));
        }
        lossSums = new double[lossNames.size()];
        for (int output = 0; output < outputs.size(); output++) {
            for (Metric metric : outputs.get(output).metrics()) {
                String name = outputs.size() == 1 ? metric.name() : outputNames.get(output) + "_" + metric.name();
                metrics.add(new Named(name, output, metric.start()));
            }
        }
    }

    /** Takes in a batch; every sample counts the same, whatever its weight in the loss. */
    void add(Batch batch, Outcome outcome) {
        lossSums[0] += outcome.loss() * batch.size();
        for (int i = 1; i < lossSums.length; i++) {
            lossSums[i] += outcome.losses().get(i - 1) * batch.size();
        }
        samples += batch.size();
        for (Named metric : metrics) {
            metric.state()
                    .update(
                            outcome.predictions().get(metric.output()),
                            floats(batch.targets().get(metric.output())),
                            Optional.empty());
        }
    }

    /** Whether no sample has been taken in. */
    boolean isEmpty() {
        return samples == 0;
    }

    private static NdArray.Floats floats(NdArray array) {
        return switch (array) {
            case NdArray.Floats floats -> floats;
            case NdArray.Bytes bytes -> new NdArray.Floats(bytes.shape(), bytes.toFloats());
        };
    }

    /** Loss and metrics by name, each name behind a prefix. */
    Map<String, Double> results(String prefix) {
        Map<String, Double> results = new LinkedHashMap<>();
        for (int i = 0; i < lossSums.length; i++) {
            results.put(prefix + lossNames.get(i), samples == 0 ? 0 : lossSums[i] / samples);
        }
        metrics.forEach(
                metric -> results.put(prefix + metric.name(), metric.state().result()));
        return results;
    }

    /** All sums: the number of samples, those of the losses, then those of each metric. */
    List<double[]> snapshot() {
        List<double[]> sums = new ArrayList<>();
        sums.add(new double[] {samples});
        sums.add(lossSums.clone());
        metrics.forEach(metric -> sums.add(metric.state().snapshot()));
        return sums;
    }

    void restore(List<double[]> sums) {
        samples = (long) sums.getFirst()[0];
        System.arraycopy(sums.get(1), 0, lossSums, 0, lossSums.length);
        for (int i = 0; i < metrics.size(); i++) {
            metrics.get(i).state().restore(sums.get(i + 2));
        }
    }
}
