package dev.glimpse.nn.loss;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.DType;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/** Targets and weights brought into the shape and type of the predictions, or refused with the reason. */
final class Fit {

    private Fit() {}

    static void requireShare(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new NnException(what + " is between 0 and 1, got " + value);
        }
    }

    /** Targets of the predictions' shape; an axis of size 1 at the end may be missing or too many. */
    static Tensor sameShape(String loss, Tensor predictions, Tensor targets) {
        Shape predicted = predictions.shape();
        Shape right = targets.shape();
        if (!predicted.equals(right) && !predicted.equals(right.append(1)) && !right.equals(predicted.append(1))) {
            throw new NnException(loss + " compares predictions with targets of the same shape, got predictions "
                    + predicted + " and targets " + right);
        }
        Tensor numbers = targets.cast(predictions.dtype());
        return predicted.equals(right) ? numbers : numbers.reshape(predicted);
    }

    /** Targets with a number for each class. */
    static Tensor oneHot(Tensor predictions, Tensor targets) {
        Shape predicted = requireClasses("categorical_crossentropy", predictions);
        Shape right = targets.shape();
        if (!predicted.equals(right)) {
            boolean indices = right.equals(rows(predicted))
                    || right.equals(rows(predicted).append(1));
            throw new NnException("categorical_crossentropy needs one-hot targets " + predicted + ", got " + right
                    + (indices
                            ? ": for class indices use sparse_categorical_crossentropy"
                            : ": the model's last layer and the targets differ in their number of classes"));
        }
        return targets.cast(predictions.dtype());
    }

    /** Targets as one class index for each row of predictions: [rows]. */
    static Tensor classIndices(Tensor predictions, Tensor targets) {
        Shape predicted = requireClasses("sparse_categorical_crossentropy", predictions);
        Shape right = targets.shape();
        Shape rows = rows(predicted);
        if (!right.equals(rows) && !right.equals(rows.append(1))) {
            throw new NnException("sparse_categorical_crossentropy needs class indices " + rows + " for predictions "
                    + predicted + ", got " + right
                    + (right.equals(predicted) ? ": for one-hot targets use categorical_crossentropy" : ""));
        }
        Tensor classes = targets.cast(DType.INT64).reshape(-1);
        if (classes.count() > 0) {
            int count = predicted.size(-1);
            double smallest = classes.min().item();
            double greatest = classes.max().item();
            if (smallest < 0 || greatest >= count) {
                throw new NnException("class indices of " + count + " classes are 0 to " + (count - 1) + ", got "
                        + (long) (smallest < 0 ? smallest : greatest)
                        + ": the model's last layer needs as many units as there are classes");
            }
        }
        return classes;
    }

    private static Shape requireClasses(String loss, Tensor predictions) {
        Shape predicted = predictions.shape();
        if (predicted.rank() < 2 || predicted.size(-1) < 2) {
            throw new NnException(loss + " needs predictions of two classes or more along the last axis, got "
                    + predicted + ": for a single yes or no use binary_crossentropy and a sigmoid");
        }
        return predicted;
    }

    private static Shape rows(Shape predicted) {
        return Shape.of(Arrays.copyOf(predicted.toArray(), predicted.rank() - 1));
    }

    /** The mean of values that begin with the samples' axis, each sample's multiplied by its weight. */
    static Tensor mean(Tensor values, Optional<Tensor> sampleWeights) {
        return sampleWeights
                .map(weights -> values.mul(beside(values, weights)).mean())
                .orElseGet(() -> values.mean());
    }

    private static Tensor beside(Tensor values, Tensor weights) {
        int samples = values.size(0);
        if (weights.count() != samples) {
            throw new NnException("a batch of " + samples + " samples has as many weights, got " + weights.shape());
        }
        int[] sizes = new int[values.rank()];
        Arrays.fill(sizes, 1);
        sizes[0] = samples;
        return weights.cast(values.dtype()).reshape(Shape.of(sizes));
    }
}
