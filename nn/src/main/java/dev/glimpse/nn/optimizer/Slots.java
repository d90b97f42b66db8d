package dev.glimpse.nn.optimizer;

/** The names of the slots, as Keras has them. */
final class Slots {

    static final String MOMENTUM = "momentum";
    static final String VELOCITY = "velocity";
    static final String VELOCITY_HAT = "velocity_hat";
    static final String AVERAGE_GRADIENT = "average_gradient";
    static final String ACCUMULATOR = "accumulator";

    private Slots() {}
}
