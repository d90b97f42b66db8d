package dev.glimpse.nn.optimizer;

import java.util.List;

/**
 * Gradient descent, with or without momentum.
 *
 * <p>Without momentum {@code w -= rate * g}. With it {@code m = momentum * m - rate * g} and {@code w += m}; Nesterov's
 * looks one step ahead: {@code w += momentum * m - rate * g}.
 *
 * @param momentum 0 to 1; with 0 there is none, and no slot
 * @see <a href="https://keras.io/api/optimizers/sgd/">Keras: SGD</a>
 */
public record Sgd(Steps steps, double momentum, boolean isNesterov) implements Tunable<Sgd> {

    public Sgd {
        Ranges.share("momentum", momentum);
    }

    /** This optimizer with momentum; 0.9 is common. */
    public Sgd momentum(double share) {
        return new Sgd(steps, share, isNesterov);
    }

    /** This optimizer with its momentum in Nesterov's form. */
    public Sgd nesterov() {
        return new Sgd(steps, momentum, true);
    }

    @Override
    public Sgd steps(Steps other) {
        return new Sgd(other, momentum, isNesterov);
    }

    @Override
    public List<String> slots() {
        return momentum == 0 ? List.of() : List.of(Slots.MOMENTUM);
    }
}
