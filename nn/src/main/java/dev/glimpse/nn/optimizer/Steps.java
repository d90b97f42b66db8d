package dev.glimpse.nn.optimizer;

/**
 * How large an optimizer's steps are.
 *
 * @param learningRate the learning rate over time
 * @param clipping what is done to large gradients first
 * @param weightDecay the share of the learning rate by which each weight shrinks at each step, before the update; 0
 *     leaves weights alone
 */
public record Steps(Schedule learningRate, Clipping clipping, double weightDecay) {

    public Steps {
        Ranges.atLeastZero("weight decay", weightDecay);
    }

    /** Steps at one learning rate, without clipping and weight decay. */
    static Steps at(double learningRate) {
        return new Steps(Schedules.constant(learningRate), new Clipping.None(), 0);
    }
}
