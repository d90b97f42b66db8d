package dev.glimpse.nn.optimizer;

import java.util.List;

/**
 * Adagrad: steps that shrink for weights that have moved much.
 *
 * <p>{@code s += g²} and {@code w -= rate * g / sqrt(s + epsilon)}.
 *
 * @param initialAccumulator where each weight's sum of squared gradients begins
 * @param epsilon what keeps the divisor from 0
 * @see <a href="https://keras.io/api/optimizers/adagrad/">Keras: Adagrad</a>
 */
public record Adagrad(Steps steps, double initialAccumulator, double epsilon) implements Tunable<Adagrad> {

    public Adagrad {
        Ranges.atLeastZero("initial accumulator", initialAccumulator);
        Ranges.atLeastZero("epsilon", epsilon);
    }

    /** This optimizer with another beginning of its sums. */
    public Adagrad initialAccumulator(double value) {
        return new Adagrad(steps, value, epsilon);
    }

    /** This optimizer with another epsilon. */
    public Adagrad epsilon(double small) {
        return new Adagrad(steps, initialAccumulator, small);
    }

    @Override
    public Adagrad steps(Steps other) {
        return new Adagrad(other, initialAccumulator, epsilon);
    }

    @Override
    public List<String> slots() {
        return List.of(Slots.ACCUMULATOR);
    }
}
