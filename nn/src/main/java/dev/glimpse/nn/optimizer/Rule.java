package dev.glimpse.nn.optimizer;

import dev.glimpse.tensor.Tensor;

/**
 * One step of an optimizer on a block of parameters, whose gradients are clipped already.
 *
 * <p>Where settings are rounded to 32 bits, so they are in Keras, whatever the type of the parameters. It shows most in
 * Adam's first steps: {@code 1 - beta2} is 1.3e-5 off there.
 */
@FunctionalInterface
interface Rule {

    void update(Block block);

    /** What a slot begins with. */
    static double initial(Optimizer optimizer) {
        return optimizer instanceof Adagrad adagrad ? (float) adagrad.initialAccumulator() : 0;
    }

    /**
     * The rule of one step.
     *
     * @param rate the learning rate
     * @param step the number of the step, from 1
     */
    static Rule of(Optimizer optimizer, double rate, long step) {
        return switch (optimizer) {
            case Sgd(Steps _, double momentum, boolean nesterov) -> sgd(rate, (float) momentum, nesterov);
            case RmsProp rmsProp -> rmsProp(rmsProp, rate);
            case Adam(Steps _, double beta1, double beta2, double epsilon, boolean amsgrad) ->
                adam(corrected(rate, beta1, beta2, step), beta1, beta2, epsilon, amsgrad);
            case AdamW(Steps _, double beta1, double beta2, double epsilon, boolean amsgrad) ->
                adam(corrected(rate, beta1, beta2, step), beta1, beta2, epsilon, amsgrad);
            case Adagrad adagrad -> adagrad(rate, adagrad.epsilon());
        };
    }

    private static Rule sgd(double rate, double share, boolean nesterov) {
        if (share == 0) {
            return block -> block.values().addInPlace(block.gradients(), -rate);
        }
        return block -> {
            Tensor momentum = block.slots().getFirst();
            momentum.mulInPlace(share).addInPlace(block.gradients(), -rate);
            if (nesterov) {
                block.values().addInPlace(momentum, share).addInPlace(block.gradients(), -rate);
            } else {
                block.values().addInPlace(momentum);
            }
        };
    }

    private static Rule rmsProp(RmsProp settings, double rate) {
        double rho = settings.rho();
        boolean hasMomentum = settings.momentum() > 0;
        return block -> {
            Tensor gradients = block.gradients();
            Tensor velocity = block.slots().getFirst();
            velocity.mulInPlace(rho).addProductInPlace(gradients, gradients, 1 - rho);
            Tensor divisor = block.scratch().copyInPlace(velocity);
            if (settings.isCentered()) {
                Tensor average = block.slots().getLast();
                average.mulInPlace(rho).addInPlace(gradients, 1 - rho);
                divisor.addProductInPlace(average, average, -1);
            }
            divisor.addInPlace(settings.epsilon()).sqrtInPlace();
            if (hasMomentum) {
                Tensor momentum = block.slots().get(1);
                momentum.mulInPlace(settings.momentum()).addQuotientInPlace(gradients, divisor, rate);
                block.values().subInPlace(momentum);
            } else {
                block.values().addQuotientInPlace(gradients, divisor, -rate);
            }
        };
    }

    /** The learning rate with the correction for averages that begin at 0. */
    private static double corrected(double rate, double beta1, double beta2, long step) {
        return rate
                * Math.sqrt(1 - Math.pow((float) beta2, (double) step))
                / (1 - Math.pow((float) beta1, (double) step));
    }

    private static Rule adam(double rate, double beta1, double beta2, double epsilon, boolean amsgrad) {
        return block -> {
            Tensor gradients = block.gradients();
            Tensor momentum = block.slots().getFirst().lerpInPlace(gradients, 1 - beta1);
            Tensor velocity = block.slots().get(1);
            velocity.mulInPlace(beta2).addProductInPlace(gradients, gradients, 1 - beta2);
            Tensor largest = amsgrad ? block.slots().getLast().maximumInPlace(velocity) : velocity;
            Tensor divisor = block.scratch().copyInPlace(largest).sqrtInPlace().addInPlace(epsilon);
            block.values().addQuotientInPlace(momentum, divisor, -rate);
        };
    }

    private static Rule adagrad(double rate, double epsilon) {
        return block -> {
            Tensor gradients = block.gradients();
            Tensor sums = block.slots().getFirst().addProductInPlace(gradients, gradients, 1);
            Tensor divisor =
                    block.scratch().copyInPlace(sums).addInPlace(epsilon).sqrtInPlace();
            block.values().addQuotientInPlace(gradients, divisor, -rate);
        };
    }
}
