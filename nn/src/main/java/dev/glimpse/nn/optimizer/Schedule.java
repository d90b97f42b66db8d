package dev.glimpse.nn.optimizer;

import dev.glimpse.nn.NnException;
import java.util.List;
import java.util.Optional;

/**
 * A learning rate as a function of the step alone, so that an interrupted training resumes it exactly.
 *
 * <p>A step is one update of the weights, counted from 0. {@link Schedules} makes them.
 */
public sealed interface Schedule {

    /** The learning rate of the step with this number, from 0. */
    double at(long step);

    /** One rate throughout. */
    record Constant(double rate) implements Schedule {

        public Constant {
            Ranges.atLeastZero("learning rate", rate);
        }

        @Override
        public double at(long step) {
            return rate;
        }
    }

    /**
     * {@code initial * decayRate ^ (step / decaySteps)}.
     *
     * @param isStaircase whether the exponent is rounded down, so that the rate falls once every {@code decaySteps}
     * @see <a href="https://keras.io/api/optimizers/learning_rate_schedules/exponential_decay/">Keras</a>
     */
    record ExponentialDecay(double initial, long decaySteps, double decayRate, boolean isStaircase)
            implements Schedule {

        public ExponentialDecay {
            Ranges.atLeastZero("initial learning rate", initial);
            Ranges.aboveZero("decay steps", (double) decaySteps);
            Ranges.aboveZero("decay rate", decayRate);
        }

        /** This schedule in steps instead of a curve. */
        public ExponentialDecay staircase() {
            return new ExponentialDecay(initial, decaySteps, decayRate, true);
        }

        @Override
        public double at(long step) {
            double exponent = isStaircase ? (double) Math.floorDiv(step, decaySteps) : (double) step / decaySteps;
            return initial * Math.pow(decayRate, exponent);
        }
    }

    /**
     * A rate that falls from {@code initial} along half a cosine to {@code alpha} of it, and may climb in a line first.
     *
     * @param alpha the share that is left at the end
     * @param warmUp a climb before the fall; the fall then begins at its target
     * @see <a href="https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay/">Keras</a>
     */
    record CosineDecay(double initial, long decaySteps, double alpha, Optional<WarmUp> warmUp) implements Schedule {

        public CosineDecay {
            Ranges.atLeastZero("initial learning rate", initial);
            Ranges.aboveZero("decay steps", (double) decaySteps);
            Ranges.atLeastZero("alpha", alpha);
        }

        /** This schedule with a share of the rate left at its end. */
        public CosineDecay alpha(double share) {
            return new CosineDecay(initial, decaySteps, share, warmUp);
        }

        /** This schedule behind a climb from {@code initial} to {@code target}, which takes {@code steps} steps. */
        public CosineDecay warmUp(double target, long steps) {
            return new CosineDecay(initial, decaySteps, alpha, Optional.of(new WarmUp(target, steps)));
        }

        @Override
        public double at(long step) {
            if (warmUp.isEmpty()) {
                return initial * fall(step);
            }
            WarmUp climb = warmUp.get();
            if (step < climb.steps()) {
                return (climb.target() - initial) * ((double) step / climb.steps()) + initial;
            }
            return climb.target() * fall(step - climb.steps());
        }

        private double fall(long step) {
            double done = (double) Math.min(step, decaySteps) / decaySteps;
            return (1 - alpha) * (0.5 * (1 + Math.cos(Math.PI * done))) + alpha;
        }
    }

    /**
     * A climb in a line.
     *
     * @param target the rate at its end
     * @param steps how many steps it takes
     */
    record WarmUp(double target, long steps) {

        public WarmUp {
            Ranges.atLeastZero("warm-up target", target);
            Ranges.atLeastZero("warm-up steps", (double) steps);
        }
    }

    /**
     * Rates for stretches of steps: {@code values[0]} up to and including step {@code boundaries[0]}, then
     * {@code values[1]}, and so on.
     *
     * @param boundaries the last step of each stretch but the last, rising
     * @param values a rate for each stretch: one more than boundaries
     * @see <a href="https://keras.io/api/optimizers/learning_rate_schedules/piecewise_constant_decay/">Keras</a>
     */
    record PiecewiseConstant(List<Long> boundaries, List<Double> values) implements Schedule {

        public PiecewiseConstant {
            boundaries = List.copyOf(boundaries);
            values = List.copyOf(values);
            if (values.size() != boundaries.size() + 1) {
                throw new NnException("piecewise constant rates need one more value than boundaries, got "
                        + values.size() + " values and " + boundaries.size() + " boundaries");
            }
            for (int i = 1; i < boundaries.size(); i++) {
                if (boundaries.get(i) <= boundaries.get(i - 1)) {
                    throw new NnException("boundaries rise, got " + boundaries);
                }
            }
            values.forEach(value -> Ranges.atLeastZero("learning rate", value));
        }

        @Override
        public double at(long step) {
            int stretch = 0;
            while (stretch < boundaries.size() && step > boundaries.get(stretch)) {
                stretch++;
            }
            return values.get(stretch);
        }
    }

    /**
     * One climb and one long fall, each along half a cosine (Smith and Topin, "Super-convergence", 2018, in the form of
     * fastai and of PyTorch's {@code OneCycleLR}).
     *
     * <p>Their momentum goes the other way meanwhile; here it is left alone. After the last step the rate stays where it
     * is. Keras has no such schedule: it opens this one as a cosine decay whose warm-up is a line instead of a curve.
     *
     * @param initial the rate of step 0
     * @param maximum the rate at the peak
     * @param alpha the share of the maximum that is left at the end
     * @param peak the step of the peak; it may lie between two steps
     * @param totalSteps how many steps there are; the last one has the lowest rate
     */
    record OneCycle(double initial, double maximum, double alpha, double peak, long totalSteps) implements Schedule {

        public OneCycle {
            Ranges.atLeastZero("initial learning rate", initial);
            Ranges.aboveZero("maximal learning rate", maximum);
            Ranges.share("alpha", alpha);
            if (!(peak > 0 && peak < totalSteps - 1)) {
                throw new NnException("the peak of one cycle lies between its first step, 0, and its last, "
                        + (totalSteps - 1) + ", got " + peak + ": take more steps");
            }
        }

        /** This schedule with the climb taking this share of the steps instead of 0.3. */
        public OneCycle climb(double share) {
            return new OneCycle(initial, maximum, alpha, share * (double) totalSteps - 1, totalSteps);
        }

        /** This schedule from another rate at its beginning, instead of a 25th of the maximum. */
        public OneCycle initial(double rate) {
            return new OneCycle(rate, maximum, alpha, peak, totalSteps);
        }

        /** This schedule with another share of the maximum at its end, instead of 1/250,000. */
        public OneCycle alpha(double share) {
            return new OneCycle(initial, maximum, share, peak, totalSteps);
        }

        @Override
        public double at(long step) {
            if (step <= peak) {
                return along(initial, maximum, (double) step / peak);
            }
            double last = (double) (totalSteps - 1);
            return along(maximum, maximum * alpha, (Math.min((double) step, last) - peak) / (last - peak));
        }

        private static double along(double from, double to, double done) {
            return to + (from - to) / 2 * (1 + Math.cos(Math.PI * done));
        }
    }
}
