package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Shifts and scales each sample so that it has mean 0 and variance 1 along some axes.
 *
 * @param axes as Keras counts: 0 is the batch axis, which is refused, and -1 the last one
 * @param epsilon added to the variance
 * @param beta what is added afterwards; empty is Keras's {@code center=False}
 * @param gamma what is multiplied with afterwards; empty is Keras's {@code scale=False}
 * @see <a href="https://keras.io/api/layers/normalization_layers/layer_normalization/">Keras: LayerNormalization</a>
 */
public record LayerNormalization(
        LayerInfo info, List<Integer> axes, double epsilon, Optional<Parameter> beta, Optional<Parameter> gamma)
        implements KerasLayer<LayerNormalization> {

    public LayerNormalization {
        axes = List.copyOf(axes);
        if (axes.isEmpty()) {
            throw new NnException("layer_normalization needs at least one axis, got none");
        }
        Require.atLeastZero("layer_normalization", "an epsilon", epsilon);
    }

    static LayerNormalization standard() {
        return new LayerNormalization(
                LayerInfo.DEFAULT,
                List.of(-1),
                1e-3,
                Optional.of(BatchNormalization.BETA),
                Optional.of(BatchNormalization.GAMMA));
    }

    @Override
    public LayerNormalization with(LayerInfo newInfo) {
        return new LayerNormalization(newInfo, axes, epsilon, beta, gamma);
    }

    /** Along these axes; Keras's {@code axis}. */
    public LayerNormalization axes(int... newAxes) {
        return new LayerNormalization(info, Arrays.stream(newAxes).boxed().toList(), epsilon, beta, gamma);
    }

    /** What is added to the variance; Keras's {@code epsilon}. */
    public LayerNormalization epsilon(double newEpsilon) {
        return new LayerNormalization(info, axes, newEpsilon, beta, gamma);
    }

    /** What is added afterwards; Keras's {@code beta_initializer} and {@code beta_regularizer}. */
    public LayerNormalization beta(Parameter newBeta) {
        return new LayerNormalization(info, axes, epsilon, Optional.of(newBeta), gamma);
    }

    /** What is multiplied with afterwards; Keras's {@code gamma_initializer} and {@code gamma_regularizer}. */
    public LayerNormalization gamma(Parameter newGamma) {
        return new LayerNormalization(info, axes, epsilon, beta, Optional.of(newGamma));
    }

    /** Nothing is added afterwards; Keras's {@code center=False}. */
    public LayerNormalization noCenter() {
        return new LayerNormalization(info, axes, epsilon, Optional.empty(), gamma);
    }

    /** Nothing is multiplied with afterwards; Keras's {@code scale=False}. */
    public LayerNormalization noScale() {
        return new LayerNormalization(info, axes, epsilon, beta, Optional.empty());
    }
}
