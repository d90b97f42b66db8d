package dev.glimpse.nn.train;

import dev.glimpse.nn.NnException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The rule that ends a training which no longer gets better.
 *
 * <p>It keeps nothing itself: {@link #next} makes a new state of the one before, so that a training's state is a value
 * that can be written down. Whenever the state's best epoch is the one just finished, its weights are worth keeping.
 *
 * @param monitor what is watched
 * @param patience how many epochs without an improvement are borne; with 0 the first one ends the training
 * @param minDelta by how much a value must be better to count
 * @param baseline what must be passed for patience to start anew
 * @param startFromEpoch the epoch, from 0, before which nothing is watched
 * @see <a href="https://keras.io/api/callbacks/early_stopping/">Keras: EarlyStopping</a>
 */
public record EarlyStopping(
        Monitor monitor, int patience, double minDelta, OptionalDouble baseline, int startFromEpoch) {

    public EarlyStopping {
        if (patience < 0 || startFromEpoch < 0 || !(minDelta >= 0)) {
            throw new NnException("patience, first epoch and least improvement of early stopping are 0 or more, got "
                    + patience + ", " + startFromEpoch + " and " + minDelta);
        }
    }

    /** Early stopping at the first epoch that is no better, watching this metric. */
    public static EarlyStopping on(String metric) {
        return on(Monitor.of(metric));
    }

    /** Early stopping at the first epoch that is no better. */
    public static EarlyStopping on(Monitor monitor) {
        return new EarlyStopping(monitor, 0, 0, OptionalDouble.empty(), 0);
    }

    /** This rule bearing with so many epochs without an improvement. */
    public EarlyStopping patience(int epochs) {
        return new EarlyStopping(monitor, epochs, minDelta, baseline, startFromEpoch);
    }

    /** This rule for improvements of more than this. */
    public EarlyStopping minDelta(double delta) {
        return new EarlyStopping(monitor, patience, delta, baseline, startFromEpoch);
    }

    /** This rule with a value that must be passed for patience to start anew. */
    public EarlyStopping baseline(double value) {
        return new EarlyStopping(monitor, patience, minDelta, OptionalDouble.of(value), startFromEpoch);
    }

    /** This rule from a later epoch on, counted from 0. */
    public EarlyStopping startFromEpoch(int epoch) {
        return new EarlyStopping(monitor, patience, minDelta, baseline, epoch);
    }

    /** The state before the first epoch. */
    public State start() {
        return new State(Optional.empty(), 0, false);
    }

    /**
     * The state after one more epoch.
     *
     * @throws NnException if the epoch lacks the metric that is watched
     */
    public State next(State state, EpochResult result) {
        return next(state, result.epoch(), monitor.valueIn(result));
    }

    /** The state after one more epoch with this value. */
    public State next(State state, int epoch, double value) {
        if (epoch < startFromEpoch) {
            return state;
        }
        boolean improved = state.best().isEmpty()
                || monitor.isBetter(value, state.best().get().value(), minDelta);
        if (improved) {
            boolean passed = baseline.isEmpty() || monitor.isBetter(value, baseline.getAsDouble(), minDelta);
            return new State(Optional.of(new Best(epoch, value)), passed ? 0 : state.waited() + 1, false);
        }
        int waited = state.waited() + 1;
        return new State(state.best(), waited, waited >= patience && epoch > 0);
    }

    /**
     * Where early stopping stands.
     *
     * @param best the best epoch so far
     * @param waited how many epochs there were since the last one that counted
     * @param isOver whether the training should end
     */
    public record State(Optional<Best> best, int waited, boolean isOver) {

        /** Whether this epoch is the best so far. */
        public boolean isBest(int epoch) {
            return best.isPresent() && best.get().epoch() == epoch;
        }
    }

    /**
     * The best epoch so far.
     *
     * @param epoch its number, from 0
     * @param value what was watched, after it
     */
    public record Best(int epoch, double value) {}
}
