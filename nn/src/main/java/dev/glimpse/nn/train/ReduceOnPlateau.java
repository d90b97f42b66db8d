package dev.glimpse.nn.train;

import dev.glimpse.nn.NnException;
import java.util.OptionalDouble;

/**
 * The rule that lowers the learning rate of a training which no longer gets better.
 *
 * <p>It keeps nothing itself: {@link #next} makes a new state of the one before. The state's factor is what the
 * schedule's learning rate is multiplied by.
 *
 * @param monitor what is watched
 * @param factor what the learning rate is multiplied by, above 0 and below 1
 * @param patience how many epochs without an improvement are borne
 * @param minDelta by how much a value must be better to count
 * @param cooldown how many epochs are not watched after a reduction
 * @param minLearningRate below which the learning rate never falls
 * @see <a href="https://keras.io/api/callbacks/reduce_lr_on_plateau/">Keras: ReduceLROnPlateau</a>
 */
public record ReduceOnPlateau(
        Monitor monitor, double factor, int patience, double minDelta, int cooldown, double minLearningRate) {

    public ReduceOnPlateau {
        if (!(factor > 0 && factor < 1)) {
            throw new NnException("the factor of a reduced learning rate is above 0 and below 1, got " + factor);
        }
        if (patience < 0 || cooldown < 0 || !(minDelta >= 0) || !(minLearningRate >= 0)) {
            throw new NnException("patience, cooldown, least improvement and least learning rate are 0 or more, got "
                    + patience + ", " + cooldown + ", " + minDelta + " and " + minLearningRate);
        }
    }

    /** A tenth of the learning rate after 10 epochs without an improvement of more than 1e-4, watching this metric. */
    public static ReduceOnPlateau on(String metric) {
        return on(Monitor.of(metric));
    }

    /** A tenth of the learning rate after 10 epochs without an improvement of more than 1e-4. */
    public static ReduceOnPlateau on(Monitor monitor) {
        return new ReduceOnPlateau(monitor, 0.1, 10, 1e-4, 0, 0);
    }

    /** This rule with another factor. */
    public ReduceOnPlateau factor(double other) {
        return new ReduceOnPlateau(monitor, other, patience, minDelta, cooldown, minLearningRate);
    }

    /** This rule bearing with so many epochs without an improvement. */
    public ReduceOnPlateau patience(int epochs) {
        return new ReduceOnPlateau(monitor, factor, epochs, minDelta, cooldown, minLearningRate);
    }

    /** This rule for improvements of more than this. */
    public ReduceOnPlateau minDelta(double delta) {
        return new ReduceOnPlateau(monitor, factor, patience, delta, cooldown, minLearningRate);
    }

    /** This rule resting for so many epochs after a reduction. */
    public ReduceOnPlateau cooldown(int epochs) {
        return new ReduceOnPlateau(monitor, factor, patience, minDelta, epochs, minLearningRate);
    }

    /** This rule with a learning rate that it never goes below. */
    public ReduceOnPlateau minLearningRate(double rate) {
        return new ReduceOnPlateau(monitor, factor, patience, minDelta, cooldown, rate);
    }

    /** The state before the first epoch. */
    public State start() {
        return new State(OptionalDouble.empty(), 0, 0, 1);
    }

    /**
     * The state after one more epoch.
     *
     * @param learningRate the rate that the next step would have
     * @throws NnException if the epoch lacks the metric that is watched
     */
    public State next(State state, EpochResult result, double learningRate) {
        return next(state, monitor.valueIn(result), learningRate);
    }

    /**
     * The state after one more epoch with this value.
     *
     * @param learningRate the rate that the next step would have
     */
    public State next(State state, double value, double learningRate) {
        int resting = Math.max(0, state.resting() - 1);
        int waited = state.resting() > 0 ? 0 : state.waited();
        if (state.best().isEmpty() || monitor.isBetter(value, state.best().getAsDouble(), minDelta)) {
            return new State(OptionalDouble.of(value), 0, resting, state.learningRateFactor());
        }
        if (resting > 0) {
            return new State(state.best(), waited, resting, state.learningRateFactor());
        }
        waited++;
        // In 32 bits, as Keras compares: a rate that was brought to the least one is not reduced for its last bit.
        if (waited < patience || !((float) learningRate > (float) minLearningRate)) {
            return new State(state.best(), waited, 0, state.learningRateFactor());
        }
        double share = Math.max(learningRate * factor, minLearningRate) / learningRate;
        return new State(state.best(), 0, cooldown, state.learningRateFactor() * share);
    }

    /**
     * Where the reductions stand.
     *
     * @param best the best value so far
     * @param waited how many epochs there were since then
     * @param resting how many epochs are still not watched
     * @param learningRateFactor what the schedule's learning rate is multiplied by: 1 at the beginning
     */
    public record State(OptionalDouble best, int waited, int resting, double learningRateFactor) {}
}
