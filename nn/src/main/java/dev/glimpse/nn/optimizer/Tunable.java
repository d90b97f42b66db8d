package dev.glimpse.nn.optimizer;

/**
 * What all optimizers have in common, typed so that a changed copy keeps the optimizer's own type and its settings can be
 * given in any order.
 *
 * @param <O> the optimizer itself
 */
sealed interface Tunable<O extends Optimizer> extends Optimizer permits Sgd, RmsProp, Adam, AdamW, Adagrad {

    /** This optimizer with other steps. */
    O steps(Steps steps);

    @Override
    default O learningRate(double rate) {
        return learningRate(Schedules.constant(rate));
    }

    @Override
    default O learningRate(Schedule schedule) {
        return steps(new Steps(schedule, steps().clipping(), steps().weightDecay()));
    }

    @Override
    default O clipNorm(double maximum) {
        return clipping(new Clipping.Norm(maximum));
    }

    @Override
    default O globalClipNorm(double maximum) {
        return clipping(new Clipping.GlobalNorm(maximum));
    }

    @Override
    default O clipValue(double maximum) {
        return clipping(new Clipping.Value(maximum));
    }

    @Override
    default O weightDecay(double share) {
        return steps(new Steps(steps().learningRate(), steps().clipping(), share));
    }

    private O clipping(Clipping clipping) {
        return steps(new Steps(steps().learningRate(), clipping, steps().weightDecay()));
    }
}
