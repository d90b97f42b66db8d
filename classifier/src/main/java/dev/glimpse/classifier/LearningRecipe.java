package dev.glimpse.classifier;

import dev.glimpse.image.Augmentation;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.train.EarlyStopping;
import dev.glimpse.nn.train.ReduceOnPlateau;

/**
 * A recipe in which a network is taught epoch by epoch.
 *
 * @param <R> the recipe itself
 */
public sealed interface LearningRecipe<R extends LearningRecipe<R>> extends Recipe
        permits NetworkRecipe, Head, FineTune {

    /** How the network is taught. */
    Learning learning();

    /** This recipe, taught in another way. */
    R with(Learning learning);

    /** How often all pictures are learnt. */
    default R epochs(int value) {
        return with(learning().epochs(value));
    }

    /** How many pictures are learnt together. */
    default R batchSize(int value) {
        return with(learning().batchSize(value));
    }

    /** How weights follow their gradients; Adam unless told. */
    default R optimizer(Optimizer value) {
        return with(learning().optimizer(value));
    }

    /** The share of each target that is spread over all classes; 0 unless told. */
    default R labelSmoothing(double value) {
        return with(learning().labelSmoothing(value));
    }

    /** Changes pictures at random while they are learnt. */
    default R augmentation(Augmentation value) {
        return with(learning().augmentation(value));
    }

    /** Stops when nothing gets better, and goes back to the best weights. */
    default R earlyStopping(EarlyStopping value) {
        return with(learning().earlyStopping(value));
    }

    /** Goes through all epochs, and leaves the weights as they are after the last one. */
    default R toTheEnd() {
        return with(learning().toTheEnd());
    }

    /** Lowers the learning rate when nothing gets better. */
    default R reduceOnPlateau(ReduceOnPlateau value) {
        return with(learning().reduceOnPlateau(value));
    }

    /** Whether every picture counts the same, or every class. */
    default R classWeights(Learning.ClassWeights value) {
        return with(learning().classWeights(value));
    }

    /** What first weights, order, dropout and augmentation are drawn from; 0 unless told. */
    default R seed(long value) {
        return with(learning().seed(value));
    }
}
