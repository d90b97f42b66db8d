package dev.glimpse.nn.optimizer;

import java.util.List;

/**
 * Adam: momentum, divided by the root of a moving average of squared gradients, both corrected for their start at 0.
 *
 * <p>{@code m += (1 - beta1) * (g - m)}, {@code v += (1 - beta2) * (g² - v)}, and {@code w -= a * m / (sqrt(v) + epsilon)}
 * with {@code a = rate * sqrt(1 - beta2^t) / (1 - beta1^t)} at step t = 1, 2, … AMSGrad divides by the largest {@code v}
 * so far.
 *
 * @param beta1 how much of the momentum stays at each step
 * @param beta2 how much of the squared gradients' average stays at each step
 * @param epsilon what keeps the divisor from 0
 * @see <a href="https://keras.io/api/optimizers/adam/">Keras: Adam</a>
 */
public record Adam(Steps steps, double beta1, double beta2, double epsilon, boolean isAmsgrad)
        implements Tunable<Adam> {

    public Adam {
        Ranges.decay("beta 1", beta1);
        Ranges.decay("beta 2", beta2);
        Ranges.atLeastZero("epsilon", epsilon);
    }

    /** This optimizer with another memory of gradients. */
    public Adam beta1(double share) {
        return new Adam(steps, share, beta2, epsilon, isAmsgrad);
    }

    /** This optimizer with another memory of squared gradients. */
    public Adam beta2(double share) {
        return new Adam(steps, beta1, share, epsilon, isAmsgrad);
    }

    /** This optimizer with another epsilon. */
    public Adam epsilon(double small) {
        return new Adam(steps, beta1, beta2, small, isAmsgrad);
    }

    /** This optimizer in the AMSGrad form. */
    public Adam amsgrad() {
        return new Adam(steps, beta1, beta2, epsilon, true);
    }

    @Override
    public Adam steps(Steps other) {
        return new Adam(other, beta1, beta2, epsilon, isAmsgrad);
    }

    @Override
    public List<String> slots() {
        return isAmsgrad
                ? List.of(Slots.MOMENTUM, Slots.VELOCITY, Slots.VELOCITY_HAT)
                : List.of(Slots.MOMENTUM, Slots.VELOCITY);
    }
}
