package dev.glimpse.nn.optimizer;

import java.util.List;
import java.util.Optional;

/** Learning-rate schedules with Keras's defaults. */
public final class Schedules {

    private Schedules() {}

    /** One rate throughout. */
    public static Schedule.Constant constant(double rate) {
        return new Schedule.Constant(rate);
    }

    /** {@code initial * decayRate ^ (step / decaySteps)}. */
    public static Schedule.ExponentialDecay exponentialDecay(double initial, long decaySteps, double decayRate) {
        return new Schedule.ExponentialDecay(initial, decaySteps, decayRate, false);
    }

    /** A fall from {@code initial} to 0 along half a cosine. */
    public static Schedule.CosineDecay cosineDecay(double initial, long decaySteps) {
        return new Schedule.CosineDecay(initial, decaySteps, 0, Optional.empty());
    }

    /** Rates for stretches of steps: the first up to and including the first boundary, and so on. */
    public static Schedule.PiecewiseConstant piecewiseConstant(List<Long> boundaries, List<Double> values) {
        return new Schedule.PiecewiseConstant(boundaries, values);
    }

    /**
     * A climb to {@code maximum} over 0.3 of the steps, from a 25th of it, and a fall to a 250,000th of it: PyTorch's
     * defaults.
     */
    public static Schedule.OneCycle oneCycle(double maximum, long totalSteps) {
        return new Schedule.OneCycle(maximum / 25, maximum, 1 / 25e4, 0.3 * totalSteps - 1, totalSteps);
    }
}
