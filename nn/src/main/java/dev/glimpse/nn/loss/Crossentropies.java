package dev.glimpse.nn.loss;

import static dev.glimpse.tensor.Losses.meanNegativeLogLikelihood;
import static dev.glimpse.tensor.Losses.negativeLogLikelihood;

import dev.glimpse.tensor.Activations;
import dev.glimpse.tensor.Axes;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/** The cross-entropies, from probabilities and from the numbers before they were squashed. */
final class Crossentropies {

    /** Keras's epsilon: how near to 0 and 1 probabilities may come. */
    private static final double EPSILON = 1e-7;

    private Crossentropies() {}

    static Tensor smooth(Tensor targets, double smoothing, double share) {
        return smoothing == 0 ? targets : targets.mul(1 - smoothing).add(share);
    }

    /** One value for each prediction. */
    static Tensor binary(Tensor predictions, Tensor targets, boolean fromLogits) {
        Tensor yes;
        Tensor no;
        if (fromLogits) {
            // Both ways round, because 1 - sigmoid(x) loses what is left of a small probability.
            yes = Activations.logSigmoid(predictions);
            no = Activations.logSigmoid(predictions.neg());
        } else {
            Tensor probabilities = predictions.clamp(EPSILON, 1 - EPSILON);
            yes = probabilities.log();
            no = probabilities.subFrom(1).log();
        }
        return yes.mul(targets).add(no.mul(targets.subFrom(1))).neg();
    }

    static Tensor categorical(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights, boolean fromLogits) {
        Tensor logarithms;
        if (fromLogits) {
            logarithms = Activations.logSoftmax(predictions, -1);
        } else {
            Tensor sums = predictions.sum(Axes.kept(-1));
            logarithms = predictions.div(sums).clamp(EPSILON, 1 - EPSILON).log();
        }
        Tensor products = logarithms.mul(targets);
        if (sampleWeights.isPresent()) {
            return Fit.mean(products.sum(-1).neg(), sampleWeights);
        }
        double rows = (double) predictions.count() / predictions.size(-1);
        return products.sum().div(-rows);
    }

    /** With class indices in one row, [rows]. */
    static Tensor sparse(Tensor predictions, Tensor classes, Optional<Tensor> sampleWeights, boolean fromLogits) {
        Tensor logits = fromLogits
                ? predictions
                : predictions.clamp(EPSILON, 1 - EPSILON).log();
        Shape shape = predictions.shape();
        Tensor rows = shape.rank() == 2 ? logits : logits.reshape(-1, shape.size(-1));
        Tensor logarithms = Activations.logSoftmax(rows, -1);
        if (sampleWeights.isEmpty()) {
            return meanNegativeLogLikelihood(logarithms, classes);
        }
        Shape places = Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 1));
        return Fit.mean(negativeLogLikelihood(logarithms, classes).reshape(places), sampleWeights);
    }
}
