package dev.glimpse.nn.optimizer;

/** Optimizers with Keras's defaults. */
public final class Optimizers {

    private Optimizers() {}

    /** Stochastic gradient descent, without momentum, learning rate 0.01. */
    public static Sgd sgd() {
        return new Sgd(Steps.at(0.01), 0, false);
    }

    /** RMSprop, rho 0.9, learning rate 0.001. */
    public static RmsProp rmsprop() {
        return new RmsProp(Steps.at(0.001), 0.9, 0, 1e-7, false);
    }

    /** Adam, betas 0.9 and 0.999, learning rate 0.001. */
    public static Adam adam() {
        return new Adam(Steps.at(0.001), 0.9, 0.999, 1e-7, false);
    }

    /** Adam with decoupled weight decay of 0.004, learning rate 0.001. */
    public static AdamW adamW() {
        return new AdamW(Steps.at(0.001), 0.9, 0.999, 1e-7, false).weightDecay(0.004);
    }

    /** Adagrad, accumulators that begin at 0.1, learning rate 0.001. */
    public static Adagrad adagrad() {
        return new Adagrad(Steps.at(0.001), 0.1, 1e-7);
    }
}
