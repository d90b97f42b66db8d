package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.tensor.Activations;
import dev.glimpse.tensor.Axes;
import dev.glimpse.tensor.Selecting;
import dev.glimpse.tensor.Tensor;

/** Keras's activation functions on tensors. */
final class ActivationFunctions {

    private static final double SHRINK_LIMIT = 0.5;
    private static final double LEAKY_SLOPE = 0.2;

    private ActivationFunctions() {}

    static Tensor apply(ActivationFunction function, Tensor x) {
        return switch (function) {
            case LINEAR -> x;
            case RELU -> Activations.relu(x);
            case RELU6 -> x.clamp(0, 6);
            case LEAKY_RELU -> Activations.leakyRelu(x, LEAKY_SLOPE);
            case ELU, CELU -> Activations.elu(x, 1);
            case SELU -> Activations.selu(x);
            case GELU -> Activations.gelu(x);
            case SIGMOID -> Activations.sigmoid(x);
            case HARD_SIGMOID -> Activations.hardSigmoid(x);
            case LOG_SIGMOID -> Activations.logSigmoid(x);
            case TANH -> Activations.tanh(x);
            case HARD_TANH -> x.clamp(-1, 1);
            case TANH_SHRINK -> x.sub(Activations.tanh(x));
            case HARD_SHRINK -> x.maskedFill(x.abs().atMostAs(SHRINK_LIMIT), 0);
            case SOFT_SHRINK -> x.sub(x.clamp(-SHRINK_LIMIT, SHRINK_LIMIT));
            case SOFTMAX -> Activations.softmax(x, -1);
            case LOG_SOFTMAX -> Activations.logSoftmax(x, -1);
            case SOFTPLUS -> Activations.softplus(x);
            case SOFTSIGN -> Activations.softsign(x);
            case SILU -> Activations.silu(x);
            case HARD_SILU -> x.mul(Activations.hardSigmoid(x));
            case MISH -> x.mul(Activations.tanh(Activations.softplus(x)));
            case EXPONENTIAL -> x.exp();
            case SQUAREPLUS -> x.add(x.square().add(4).sqrt()).div(2);
            case SPARSE_PLUS -> {
                Tensor middle = x.clamp(-1, 1).add(1).square().div(4);
                yield middle.add(Activations.relu(x.sub(1)));
            }
            case SPARSE_SIGMOID -> x.clamp(-1, 1).add(1).div(2);
            case SPARSEMAX -> sparsemax(x);
        };
    }

    /** The largest values take part, as many as stay above the threshold that makes their excess sum to 1. */
    private static Tensor sparsemax(Tensor x) {
        Tensor sorted = x.sort(-1, Selecting.Order.DESCENDING).values();
        Tensor place = Tensor.arange(x.size(-1)).add(1).cast(x.dtype());
        Tensor takesPart =
                sorted.mul(place).add(1).greaterThan(sorted.cumulativeSum(-1)).cast(x.dtype());
        Tensor threshold = sorted.mul(takesPart).sum(Axes.kept(-1)).sub(1).div(takesPart.sum(Axes.kept(-1)));
        return Activations.relu(x.sub(threshold));
    }
}
