package dev.glimpse.nn.train;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.loss.Loss;
import dev.glimpse.nn.metric.Metric;
import dev.glimpse.nn.optimizer.Optimizer;
import java.util.List;

/**
 * How a model learns and is judged: what Keras's {@code compile} takes.
 *
 * @param optimizer how weights follow their gradients
 * @param outputs for each output of the model how wrong it is and how good
 */
public record Compilation(Optimizer optimizer, List<Judged> outputs) {

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

    public Compilation {
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new NnException("a model learns by at least one loss, got none");
        }
    }
}
