package dev.glimpse.classifier;

import dev.glimpse.image.Augmentation;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.nn.train.EarlyStopping;
import dev.glimpse.nn.train.ReduceOnPlateau;
import java.util.Optional;

/**
 * How a network is taught, whatever it begins as.
 *
 * @param epochs how often all pictures are learnt, at least 1
 * @param batchSize how many pictures are learnt together, at least 1
 * @param optimizer how weights follow their gradients
 * @param labelSmoothing the share of each target that is spread over all classes, 0 to below 1
 * @param augmentation what changes pictures at random while they are learnt
 * @param earlyStopping when to stop because nothing gets better
 * @param reduceOnPlateau when to lower the learning rate because nothing gets better
 * @param classWeights whether every picture counts the same, or every class
 * @param kept which weights are left in the end, where there are pictures to steer by
 * @param seed what first weights, order, dropout and augmentation are drawn from
 */
public record Learning(
        int epochs,
        int batchSize,
        Optimizer optimizer,
        double labelSmoothing,
        Optional<Augmentation> augmentation,
        Optional<EarlyStopping> earlyStopping,
        Optional<ReduceOnPlateau> reduceOnPlateau,
        ClassWeights classWeights,
        Kept kept,
        long seed) {

    /** Whether every picture counts the same, or every class. */
    public enum ClassWeights {
        /** Every picture counts the same. */
        EVEN,
        /** Pictures of rare classes count more, so that every class counts the same. */
        BALANCED
    }

    /** Which weights are left in the end, where there are pictures to steer by. */
    public enum Kept {
        /** Those of the epoch with the smallest loss on them, or whatever early stopping watches. */
        BEST,
        /** Those of the last epoch. */
        LAST
    }

    public Learning {
        if (epochs < 1 || batchSize < 1) {
            throw new ClassifierException("epochs and batch size are at least 1, got " + epochs + " and " + batchSize);
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new ClassifierException("label smoothing is 0 to below 1, got " + labelSmoothing);
        }
        if (kept == Kept.LAST && earlyStopping.isPresent()) {
            throw new ClassifierException(
                    "early stopping goes back to the best weights, so the last ones cannot be kept: leave one of both away");
        }
    }

    /** 10 epochs in batches of 32 with Adam, and nothing else. */
    public static Learning usual() {
        return new Learning(
                10,
                32,
                Optimizers.adam(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ClassWeights.EVEN,
                Kept.BEST,
                0);
    }

    /** How often all pictures are learnt; 10 unless told. */
    public Learning epochs(int newEpochs) {
        return new Learning(
                newEpochs,
                batchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                kept,
                seed);
    }

    /** How many pictures are learnt together; 32 unless told. */
    public Learning batchSize(int newBatchSize) {
        return new Learning(
                epochs,
                newBatchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                kept,
                seed);
    }

    /** How weights follow their gradients; Adam unless told. */
    public Learning optimizer(Optimizer newOptimizer) {
        return new Learning(
                epochs,
                batchSize,
                newOptimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                kept,
                seed);
    }

    /** The share of each target that is spread over all classes; 0 unless told. */
    public Learning labelSmoothing(double newLabelSmoothing) {
        return new Learning(
                epochs,
                batchSize,
                optimizer,
                newLabelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                kept,
                seed);
    }

    /** Changes pictures at random while they are learnt. */
    public Learning augmentation(Augmentation newAugmentation) {
        return new Learning(
                epochs,
                batchSize,
                optimizer,
                labelSmoothing,
                Optional.of(newAugmentation),
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                kept,
                seed);
    }

    /** Stops when nothing gets better, and goes back to the best weights. */
    public Learning earlyStopping(EarlyStopping newEarlyStopping) {
        return new Learning(
                epochs,
                batchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                Optional.of(newEarlyStopping),
                reduceOnPlateau,
                classWeights,
                Kept.BEST,
                seed);
    }

    /** Goes through all epochs, and leaves the weights as they are after the last one. */
    public Learning toTheEnd() {
        return new Learning(
                epochs,
                batchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                Optional.empty(),
                reduceOnPlateau,
                classWeights,
                Kept.LAST,
                seed);
    }

    /** Lowers the learning rate when nothing gets better. */
    public Learning reduceOnPlateau(ReduceOnPlateau newReduceOnPlateau) {
        return new Learning(
                epochs,
                batchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                Optional.of(newReduceOnPlateau),
                classWeights,
                kept,
                seed);
    }

    /** Whether every picture counts the same, or every class. */
    public Learning classWeights(ClassWeights newClassWeights) {
        return new Learning(
                epochs,
                batchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                newClassWeights,
                kept,
                seed);
    }

    /** What first weights, order, dropout and augmentation are drawn from; 0 unless told. */
    public Learning seed(long newSeed) {
        return new Learning(
                epochs,
                batchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                kept,
                newSeed);
    }
}
