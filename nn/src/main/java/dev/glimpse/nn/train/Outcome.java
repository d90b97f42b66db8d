package dev.glimpse.nn.train;

import dev.glimpse.tensor.batch.NdArray;
import java.util.List;

/**
 * What a model made of one batch.
 *
 * @param loss the mean loss of the batch's samples: the weighted sum of all outputs', with the cost of the weights
 * @param losses the mean loss of each output by itself
 * @param predictions one array per output, each with the batch axis first
 */
public record Outcome(double loss, List<Double> losses, List<NdArray.Floats> predictions) {

    public Outcome {
        losses = List.copyOf(losses);
        predictions = List.copyOf(predictions);
    }
}
