package dev.glimpse.nn.optimizer;

import java.util.ArrayList;
import java.util.List;

/**
 * RMSprop: steps divided by the root of a moving average of squared gradients.
 *
 * <p>{@code v = rho * v + (1 - rho) * g²} and {@code w -= rate * g / sqrt(v + epsilon)}. Centered, the square of the
 * gradient's moving average is subtracted from {@code v} first. With momentum the increments gather:
 * {@code m = momentum * m + increment}.
 *
 * @param rho how much of the moving averages stays at each step
 * @param momentum 0 to 1; with 0 there is none, and no slot
 * @param epsilon what keeps the divisor from 0
 * @see <a href="https://keras.io/api/optimizers/rmsprop/">Keras: RMSprop</a>
 */
public record RmsProp(Steps steps, double rho, double momentum, double epsilon, boolean isCentered)
        implements Tunable<RmsProp> {

    public RmsProp {
        Ranges.share("rho", rho);
        Ranges.share("momentum", momentum);
        Ranges.atLeastZero("epsilon", epsilon);
    }

    /** This optimizer with another memory of squared gradients. */
    public RmsProp rho(double share) {
        return new RmsProp(steps, share, momentum, epsilon, isCentered);
    }

    /** This optimizer with momentum. */
    public RmsProp momentum(double share) {
        return new RmsProp(steps, rho, share, epsilon, isCentered);
    }

    /** This optimizer with another epsilon. */
    public RmsProp epsilon(double small) {
        return new RmsProp(steps, rho, momentum, small, isCentered);
    }

    /** This optimizer with gradients normalised by their estimated variance. */
    public RmsProp centered() {
        return new RmsProp(steps, rho, momentum, epsilon, true);
    }

    @Override
    public RmsProp steps(Steps other) {
        return new RmsProp(other, rho, momentum, epsilon, isCentered);
    }

    @Override
    public List<String> slots() {
        List<String> slots = new ArrayList<>();
        slots.add(Slots.VELOCITY);
        if (momentum > 0) {
            slots.add(Slots.MOMENTUM);
        }
        if (isCentered) {
            slots.add(Slots.AVERAGE_GRADIENT);
        }
        return List.copyOf(slots);
    }
}
