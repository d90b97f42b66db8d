package dev.glimpse.nn.layer;

import java.util.Optional;

/**
 * Shifts and scales each channel so that it has mean 0 and variance 1: over the batch while training, by moving
 * statistics otherwise and when the layer is frozen.
 *
 * @param axis the channels, as Keras counts: 0 is the batch axis, -1 the last one
 * @param momentum how much of a moving statistic stays at each step
 * @param epsilon added to the variance
 * @param beta what is added afterwards; empty is Keras's {@code center=False}
 * @param gamma what is multiplied with afterwards; empty is Keras's {@code scale=False}
 * @see <a href="https://keras.io/api/layers/normalization_layers/batch_normalization/">Keras: BatchNormalization</a>
 */
public record BatchNormalization(
        LayerInfo info,
        int axis,
        double momentum,
        double epsilon,
        Optional<Parameter> beta,
        Optional<Parameter> gamma,
        Initializer movingMeanInitializer,
        Initializer movingVarianceInitializer)
        implements KerasLayer<BatchNormalization> {

    static final Parameter BETA = Parameter.of(new Initializer.Zeros());
    static final Parameter GAMMA = Parameter.of(new Initializer.Ones());

    public BatchNormalization {
        Require.share("batch_normalization", "a momentum", momentum);
        Require.atLeastZero("batch_normalization", "an epsilon", epsilon);
    }

    static BatchNormalization standard() {
        return new BatchNormalization(
                LayerInfo.DEFAULT,
                -1,
                0.99,
                1e-3,
                Optional.of(BETA),
                Optional.of(GAMMA),
                new Initializer.Zeros(),
                new Initializer.Ones());
    }

    @Override
    public BatchNormalization with(LayerInfo newInfo) {
        return new BatchNormalization(
                newInfo, axis, momentum, epsilon, beta, gamma, movingMeanInitializer, movingVarianceInitializer);
    }

    /** Where the channels are; Keras's {@code axis}. */
    public BatchNormalization axis(int newAxis) {
        return new BatchNormalization(
                info, newAxis, momentum, epsilon, beta, gamma, movingMeanInitializer, movingVarianceInitializer);
    }

    /** How much of a moving statistic stays at each step; Keras's {@code momentum}. */
    public BatchNormalization momentum(double newMomentum) {
        return new BatchNormalization(
                info, axis, newMomentum, epsilon, beta, gamma, movingMeanInitializer, movingVarianceInitializer);
    }

    /** What is added to the variance; Keras's {@code epsilon}. */
    public BatchNormalization epsilon(double newEpsilon) {
        return new BatchNormalization(
                info, axis, momentum, newEpsilon, beta, gamma, movingMeanInitializer, movingVarianceInitializer);
    }

    /** What is added afterwards; Keras's {@code beta_initializer} and {@code beta_regularizer}. */
    public BatchNormalization beta(Parameter newBeta) {
        return new BatchNormalization(
                info,
                axis,
                momentum,
                epsilon,
                Optional.of(newBeta),
                gamma,
                movingMeanInitializer,
                movingVarianceInitializer);
    }

    /** What is multiplied with afterwards; Keras's {@code gamma_initializer} and {@code gamma_regularizer}. */
    public BatchNormalization gamma(Parameter newGamma) {
        return new BatchNormalization(
                info,
                axis,
                momentum,
                epsilon,
                beta,
                Optional.of(newGamma),
                movingMeanInitializer,
                movingVarianceInitializer);
    }

    /** Nothing is added afterwards; Keras's {@code center=False}. */
    public BatchNormalization noCenter() {
        return new BatchNormalization(
                info,
                axis,
                momentum,
                epsilon,
                Optional.empty(),
                gamma,
                movingMeanInitializer,
                movingVarianceInitializer);
    }

    /** Nothing is multiplied with afterwards; Keras's {@code scale=False}. */
    public BatchNormalization noScale() {
        return new BatchNormalization(
                info,
                axis,
                momentum,
                epsilon,
                beta,
                Optional.empty(),
                movingMeanInitializer,
                movingVarianceInitializer);
    }

    /** Other first values of the moving mean; Keras's {@code moving_mean_initializer}. */
    public BatchNormalization movingMeanInitializer(Initializer initializer) {
        return new BatchNormalization(
                info, axis, momentum, epsilon, beta, gamma, initializer, movingVarianceInitializer);
    }

    /** Other first values of the moving variance; Keras's {@code moving_variance_initializer}. */
    public BatchNormalization movingVarianceInitializer(Initializer initializer) {
        return new BatchNormalization(info, axis, momentum, epsilon, beta, gamma, movingMeanInitializer, initializer);
    }
}
