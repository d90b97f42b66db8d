package dev.glimpse.nn.layer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Keras's activation functions that need no parameters, or take their defaults.
 *
 * @see <a href="https://keras.io/api/layers/activations/">Keras activations</a>
 */
public enum ActivationFunction {
    /** The value itself. */
    LINEAR,
    /** max(x, 0). */
    RELU,
    /** min(max(x, 0), 6). */
    RELU6,
    /** x for x > 0, else 0.2 x. */
    LEAKY_RELU,
    /** x for x > 0, else exp(x) - 1. */
    ELU,
    /** 1.05070098 times x for x > 0, times 1.67326324 (exp(x) - 1) otherwise. */
    SELU,
    /** max(0, x) + min(0, exp(x) - 1). */
    CELU,
    /** x Φ(x) with the error function, not its tanh approximation. */
    GELU,
    /** 1 / (1 + exp(-x)). */
    SIGMOID,
    /** relu6(x + 3) / 6. */
    HARD_SIGMOID,
    /** log(sigmoid(x)). */
    LOG_SIGMOID,
    /** The hyperbolic tangent. */
    TANH,
    /** x limited to -1 to 1. */
    HARD_TANH,
    /** x - tanh(x). */
    TANH_SHRINK,
    /** x where its size exceeds 0.5, else 0. */
    HARD_SHRINK,
    /** x moved towards 0 by 0.5, and 0 within that distance. */
    SOFT_SHRINK,
    /** exp(x), divided by its sum along the last axis. */
    SOFTMAX,
    /** The logarithm of softmax. */
    LOG_SOFTMAX,
    /** log(1 + exp(x)). */
    SOFTPLUS,
    /** x / (1 + |x|). */
    SOFTSIGN,
    /** x sigmoid(x), also called swish. */
    SILU,
    /** x relu6(x + 3) / 6, also called hard swish. */
    HARD_SILU,
    /** x tanh(softplus(x)). */
    MISH,
    /** exp(x). */
    EXPONENTIAL,
    /** (x + sqrt(x² + 4)) / 2. */
    SQUAREPLUS,
    /** 0 for x <= -1, (x + 1)² / 4 up to 1, x above. */
    SPARSE_PLUS,
    /** 0 for x <= -1, (x + 1) / 2 up to 1, 1 above. */
    SPARSE_SIGMOID,
    /** The nearest values that are 0 or more and sum to 1 along the last axis (Martins and Astudillo, 2016). */
    SPARSEMAX;

    /** The name in Keras, such as {@code leaky_relu}. */
    public String kerasName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The function with a name in Keras; {@code swish} and {@code hard_swish} are known too. */
    public static Optional<ActivationFunction> byKerasName(String name) {
        String current =
                switch (name) {
                    case "swish" -> "silu";
                    case "hard_swish" -> "hard_silu";
                    default -> name;
                };
        return Arrays.stream(values())
                .filter(function -> function.kerasName().equals(current))
                .findFirst();
    }
}
