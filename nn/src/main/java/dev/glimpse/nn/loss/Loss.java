package dev.glimpse.nn.loss;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Tensor;
import java.util.Optional;

/**
 * What a training makes small: a number that says how wrong predictions are.
 *
 * <p>A loss is a value; {@link Losses} makes them with Keras's defaults.
 */
public sealed interface Loss {

    /**
     * The loss of a batch: the mean over all its samples, and over all other axes.
     *
     * @param predictions what the model gave, [samples, …]
     * @param targets what was right, of the shape that the loss says; any type of number
     * @param sampleWeights what each sample's part is multiplied by, [samples]; the divisor stays the number of samples
     * @return a single number, through which a gradient flows to the predictions
     * @throws NnException if the shapes do not fit
     */
    Tensor value(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights);

    /**
     * The activation in front of which this loss is computed more exactly, if it is fed by one: with {@link #onLogits}
     * and the numbers that go into the activation. Keras does the same with its TensorFlow backend.
     */
    default Optional<Squashing> squashing() {
        return Optional.empty();
    }

    /**
     * The same loss, fed by the numbers that go into the {@link #squashing} activation.
     *
     * @throws IllegalStateException if this loss has no such activation
     */
    default Loss onLogits() {
        throw new IllegalStateException(kerasName() + " has no form for the numbers before an activation");
    }

    /** The name that Keras gives this loss: {@code categorical_crossentropy}. */
    String kerasName();

    /** This loss as it stands in Keras's JSON: its name, or a map with class name and config if it has settings. */
    default Object kerasConfig() {
        return LossJson.write(this);
    }

    /**
     * The loss that a word, or a parsed JSON map of Keras's, stands for.
     *
     * @throws NnException if there is no such loss here, or one of its settings is not known
     */
    static Loss fromKeras(Object json) {
        return LossJson.read(json);
    }

    /** An activation that turns any numbers into probabilities. */
    enum Squashing {
        /** Each number for itself. */
        SIGMOID,
        /** Along the last axis, to a sum of 1. */
        SOFTMAX
    }

    /** The mean of squared differences. Targets have the predictions' shape. */
    record MeanSquaredError() implements Loss {

        @Override
        public Tensor value(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
            Tensor right = Fit.sameShape(kerasName(), predictions, targets);
            return Fit.mean(predictions.sub(right).square(), sampleWeights);
        }

        @Override
        public String kerasName() {
            return "mean_squared_error";
        }
    }

    /** The mean of absolute differences. Targets have the predictions' shape. */
    record MeanAbsoluteError() implements Loss {

        @Override
        public Tensor value(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
            Tensor right = Fit.sameShape(kerasName(), predictions, targets);
            return Fit.mean(predictions.sub(right).abs(), sampleWeights);
        }

        @Override
        public String kerasName() {
            return "mean_absolute_error";
        }
    }

    /**
     * Half the squared difference where it is small, and growing in a line where it is not (Huber, "Robust estimation of
     * a location parameter", 1964). Targets have the predictions' shape.
     *
     * @param delta up to which difference the square counts, above 0
     */
    record Huber(double delta) implements Loss {

        public Huber {
            if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
                throw new NnException("the delta of Huber's loss is above 0, got " + delta);
            }
        }

        @Override
        public Tensor value(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
            Tensor right = Fit.sameShape(kerasName(), predictions, targets);
            Tensor error = predictions.sub(right).abs();
            Tensor bounded = error.atMost(delta);
            return Fit.mean(bounded.mul(error.sub(bounded.mul(0.5))), sampleWeights);
        }

        @Override
        public String kerasName() {
            return "huber";
        }
    }

    /**
     * Cross-entropy of yes-or-no answers, each with a probability of its own. Targets have the predictions' shape.
     *
     * @param labelSmoothing 0 to 1: how far targets are moved from 0 and 1 towards a half
     * @param isFromLogits whether predictions are the numbers before a sigmoid
     */
    record BinaryCrossentropy(double labelSmoothing, boolean isFromLogits) implements Loss {

        public BinaryCrossentropy {
            Fit.requireShare("label smoothing", labelSmoothing);
        }

        /** This loss with targets moved from 0 and 1 towards a half. */
        public BinaryCrossentropy labelSmoothing(double share) {
            return new BinaryCrossentropy(share, isFromLogits);
        }

        /** This loss of a model that ends without a sigmoid. */
        public BinaryCrossentropy fromLogits() {
            return new BinaryCrossentropy(labelSmoothing, true);
        }

        @Override
        public Optional<Squashing> squashing() {
            return isFromLogits ? Optional.empty() : Optional.of(Squashing.SIGMOID);
        }

        @Override
        public Loss onLogits() {
            return fromLogits();
        }

        @Override
        public Tensor value(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
            Tensor right = Crossentropies.smooth(
                    Fit.sameShape(kerasName(), predictions, targets), labelSmoothing, labelSmoothing / 2);
            return Fit.mean(Crossentropies.binary(predictions, right, isFromLogits), sampleWeights);
        }

        @Override
        public String kerasName() {
            return "binary_crossentropy";
        }
    }

    /**
     * Cross-entropy of one class out of several. Targets have the predictions' shape, with the classes along the last
     * axis: one-hot rows, or shares that sum to 1.
     *
     * @param labelSmoothing 0 to 1: the share of each target that is spread evenly over all classes
     * @param isFromLogits whether predictions are the numbers before a softmax
     */
    record CategoricalCrossentropy(double labelSmoothing, boolean isFromLogits) implements Loss {

        public CategoricalCrossentropy {
            Fit.requireShare("label smoothing", labelSmoothing);
        }

        /** This loss with a share of each target spread evenly over all classes. */
        public CategoricalCrossentropy labelSmoothing(double share) {
            return new CategoricalCrossentropy(share, isFromLogits);
        }

        /** This loss of a model that ends without a softmax. */
        public CategoricalCrossentropy fromLogits() {
            return new CategoricalCrossentropy(labelSmoothing, true);
        }

        @Override
        public Optional<Squashing> squashing() {
            return isFromLogits ? Optional.empty() : Optional.of(Squashing.SOFTMAX);
        }

        @Override
        public Loss onLogits() {
            return fromLogits();
        }

        @Override
        public Tensor value(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
            Tensor right = Crossentropies.smooth(
                    Fit.oneHot(predictions, targets), labelSmoothing, labelSmoothing / predictions.size(-1));
            return Crossentropies.categorical(predictions, right, sampleWeights, isFromLogits);
        }

        @Override
        public String kerasName() {
            return "categorical_crossentropy";
        }
    }

    /**
     * Cross-entropy of one class out of several. Targets are class indices, from 0: the predictions' shape without its
     * last axis, or with a size of 1 there.
     *
     * @param isFromLogits whether predictions are the numbers before a softmax
     */
    record SparseCategoricalCrossentropy(boolean isFromLogits) implements Loss {

        /** This loss of a model that ends without a softmax. */
        public SparseCategoricalCrossentropy fromLogits() {
            return new SparseCategoricalCrossentropy(true);
        }

        @Override
        public Optional<Squashing> squashing() {
            return isFromLogits ? Optional.empty() : Optional.of(Squashing.SOFTMAX);
        }

        @Override
        public Loss onLogits() {
            return fromLogits();
        }

        @Override
        public Tensor value(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
            Tensor classes = Fit.classIndices(predictions, targets);
            return Crossentropies.sparse(predictions, classes, sampleWeights, isFromLogits);
        }

        @Override
        public String kerasName() {
            return "sparse_categorical_crossentropy";
        }
    }
}
