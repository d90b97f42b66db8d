package dev.glimpse.nn.optimizer;

import dev.glimpse.tensor.Tensor;
import java.util.List;

/**
 * A stretch of the parameters and of everything beside them, as views.
 *
 * @param values the parameters
 * @param gradients their gradients
 * @param slots the optimizer's slots, in its order
 * @param scratch room for what a step needs in between
 * @param rateFactor what the learning rate is multiplied by for these parameters
 */
record Block(Tensor values, Tensor gradients, List<Tensor> slots, Tensor scratch, double rateFactor) {}
