package dev.glimpse.nn.train;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.loss.Loss;
import dev.glimpse.nn.metric.Metric;
import dev.glimpse.nn.optimizer.Optimizer;
import java.util.List;
import java.util.Map;

/**
 * How a model learns and is judged: what Keras's {@code compile} takes.
 *
 * @param optimizer how weights follow their gradients
 * @param outputs for each output of the model how wrong it is and how good
 * @param learningRateFactors what the learning rate is multiplied by for some weights, by path ({@code conv2d/kernel}), 0 or
 *     more; for all others it is 1. Keras has no word for them: they do not stand in a file, and are given again when a
 *     training goes on
 */
public record Compilation(Optimizer optimizer, List<Judged> outputs, Map<String, Double> learningRateFactors) {

    /**
     * How one output is judged.
     *
     * @param loss what is made small
     * @param weight what the loss is multiplied by before the losses of all outputs are added up
     * @param metrics what is counted beside it
     */
    public record Judged(Loss loss, double weight, List<Metric> metrics) {

        public Judged {
            metrics = List.copyOf(metrics);
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new NnException("the weight of a loss is 0 or more, got " + weight);
            }
        }
    }

    /** All weights learn at the same rate. */
    public Compilation(Optimizer optimizer, List<Judged> outputs) {
        this(optimizer, outputs, Map.of());
    }

    public Compilation {
        outputs = List.copyOf(outputs);
        learningRateFactors = Map.copyOf(learningRateFactors);
        if (outputs.isEmpty()) {
            throw new NnException("a model learns by at least one loss, got none");
        }
    }

    /**
     * This with other learning rates for some weights than the optimizer's, such as smaller ones near the input.
     *
     * @param factors what the rate is multiplied by at each step, by the weight's path; unlisted weights keep it
     */
    public Compilation learningRateFactors(Map<String, Double> factors) {
        return new Compilation(optimizer, outputs, factors);
    }
}
