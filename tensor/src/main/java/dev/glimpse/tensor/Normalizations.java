package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.make;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Shifting and scaling to mean 0 and variance 1, over a batch or over each sample. */
public final class Normalizations {

    private Normalizations() {}

    /**
     * A batch normalized by its own statistics.
     *
     * @param output what was normalized, scaled by gamma and shifted by beta
     * @param mean the mean of each channel over the batch; no gradient flows through it
     * @param variance the biased variance of each channel over the batch; no gradient flows through it
     */
    public record Normalized(Tensor output, Tensor mean, Tensor variance) {}

    /**
     * Normalizes each channel (the last axis) by its mean and biased variance over all other axes, as while training.
     *
     * @param x [batch, channels], or [batch, height, width, channels]
     * @param gamma [channels], the factor afterwards
     * @param beta [channels], the summand afterwards
     * @param epsilon added to the variance
     */
    public static Normalized batchNorm(Tensor x, Tensor gamma, Tensor beta, double epsilon) {
        try (var scale = new TensorOptional(gamma.handle());
                var shift = new TensorOptional(beta.handle());
                var channelsSecond = channelsSecond(x);
                var result = torch.native_batch_norm(
                        channelsSecond, scale, shift, Libtorch.nothing(), Libtorch.nothing(), true, 0, epsilon)) {
            Tensor output = make(() -> channelsAtEnd(result.get0()));
            Tensor mean = make(() -> result.get1().detach());
            try (Tensor inverseDeviation = make(() -> result.get2().detach());
                    Tensor variancePlusEpsilon = inverseDeviation.pow(-2)) {
                return new Normalized(output, mean, variancePlusEpsilon.sub(epsilon));
            }
        } catch (RuntimeException e) {
            throw Libtorch.translated(e);
        }
    }

    /** Normalizes each channel (the last axis) by a given mean and variance, as when predicting. */
    public static Tensor batchNormWith(
            Tensor x, Tensor mean, Tensor variance, Tensor gamma, Tensor beta, double epsilon) {
        try (var scale = new TensorOptional(gamma.handle());
                var shift = new TensorOptional(beta.handle());
                var center = new TensorOptional(mean.handle());
                var spread = new TensorOptional(variance.handle());
                var channelsSecond = channelsSecond(x)) {
            return make(() -> {
                try (var result =
                        torch.batch_norm(channelsSecond, scale, shift, center, spread, false, 0, epsilon, false)) {
                    return channelsAtEnd(result);
                }
            });
        }
    }

    /**
     * Normalizes each sample over its last axes, those that {@code gamma} has.
     *
     * @param gamma the factor afterwards, of the shape that is normalized over
     * @param beta the summand afterwards, of the same shape
     */
    public static Tensor layerNorm(Tensor x, Tensor gamma, Tensor beta, double epsilon) {
        try (var scale = new TensorOptional(gamma.handle());
                var shift = new TensorOptional(beta.handle())) {
            return make(() -> torch.layer_norm(x.handle(), gamma.shape().toLongArray(), scale, shift, epsilon, false));
        }
    }

    private static org.bytedeco.pytorch.Tensor channelsSecond(Tensor x) {
        return x.handle().movedim(-1, 1);
    }

    private static org.bytedeco.pytorch.Tensor channelsAtEnd(org.bytedeco.pytorch.Tensor x) {
        return x.movedim(1, -1);
    }
}
