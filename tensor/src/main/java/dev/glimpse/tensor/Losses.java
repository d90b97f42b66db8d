package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.make;

import org.bytedeco.pytorch.global.torch;

/** The pieces that losses are made of, where libtorch has a faster one than arithmetic would be. */
public final class Losses {

    private static final long EACH = 0;
    private static final long MEAN = 1;
    private static final long NO_IGNORED_INDEX = -100;

    private Losses() {}

    /**
     * For each row of log-probabilities, the negated one of the class that is right.
     *
     * @param logProbabilities [samples, classes]
     * @param classes [samples], of {@link DType#INT64}
     * @return [samples]
     */
    public static Tensor negativeLogLikelihood(Tensor logProbabilities, Tensor classes) {
        return negativeLogLikelihood(logProbabilities, classes, EACH);
    }

    /** The mean of {@link #negativeLogLikelihood}. */
    public static Tensor meanNegativeLogLikelihood(Tensor logProbabilities, Tensor classes) {
        return negativeLogLikelihood(logProbabilities, classes, MEAN);
    }

    private static Tensor negativeLogLikelihood(Tensor logProbabilities, Tensor classes, long reduction) {
        return make(() -> torch.nll_loss(
                logProbabilities.handle(), classes.handle(), Libtorch.nothing(), reduction, NO_IGNORED_INDEX));
    }
}
