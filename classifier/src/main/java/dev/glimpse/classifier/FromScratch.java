package dev.glimpse.classifier;

import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.image.Augmentation;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.nn.train.EarlyStopping;
import dev.glimpse.nn.train.ReduceOnPlateau;
import dev.glimpse.tensor.Shape;
import java.util.Optional;

/**
 * A network is taught from its first random weights on.
 *
 * {@snippet :
 * var recipe = FromScratch.of(KnownArchitecture.SMALL_CNN).epochs(30).augmentation(Augmentation.parse("flip,rotate=10"));
 * }
 *
 * @param source where the layers come from
 * @param epochs how often all pictures are learnt, at least 1
 * @param batchSize how many pictures are learnt together, at least 1
 * @param optimizer how weights follow their gradients
 * @param labelSmoothing the share of each target that is spread over all classes, 0 to below 1
 * @param augmentation what changes pictures at random while they are learnt
 * @param earlyStopping when to stop because nothing gets better
 * @param reduceOnPlateau when to lower the learning rate because nothing gets better
 * @param classWeights whether every picture counts the same, or every class
 * @param fit what becomes of pictures whose proportions are not those of the input
 * @param seed what first weights, order, dropout and augmentation are drawn from
 */
public record FromScratch(
        Source source,
        int epochs,
        int batchSize,
        Optimizer optimizer,
        double labelSmoothing,
        Optional<Augmentation> augmentation,
        Optional<EarlyStopping> earlyStopping,
        Optional<ReduceOnPlateau> reduceOnPlateau,
        ClassWeights classWeights,
        Resize.Fit fit,
        long seed)
        implements Recipe {

    /** Whether every picture counts the same, or every class. */
    public enum ClassWeights {
        /** Every picture counts the same. */
        EVEN,
        /** Pictures of rare classes count more, so that every class counts the same. */
        BALANCED
    }

    /** Where the layers come from. */
    public sealed interface Source {

        /** An architecture with a name, for pictures of its usual shape unless another one is given. */
        record Known(KnownArchitecture architecture, Optional<Shape> input) implements Source {}

        /** Layers as they are, for pictures of the shape of their input. */
        record Given(Architecture architecture) implements Source {}
    }

    public FromScratch {
        if (epochs < 1 || batchSize < 1) {
            throw new ClassifierException("epochs and batch size are at least 1, got " + epochs + " and " + batchSize);
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new ClassifierException("label smoothing is 0 to below 1, got " + labelSmoothing);
        }
    }

    /** An architecture with a name, for pictures of its usual shape. */
    public static FromScratch of(KnownArchitecture architecture) {
        return of(new Source.Known(architecture, Optional.empty()));
    }

    /** An architecture with a name, for pictures of this shape: height, width, channels. */
    public static FromScratch of(KnownArchitecture architecture, Shape input) {
        return of(new Source.Known(architecture, Optional.of(input)));
    }

    /** Layers of your own, which end in one output a class. */
    public static FromScratch of(Architecture architecture) {
        return of(new Source.Given(architecture));
    }

    private static FromScratch of(Source source) {
        return new FromScratch(
                source,
                10,
                32,
                Optimizers.adam(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ClassWeights.EVEN,
                Resize.Fit.SQUASH,
                0);
    }

    @Override
    public String word() {
        return "from-scratch";
    }

    /** How often all pictures are learnt; 10 unless told. */
    public FromScratch epochs(int newEpochs) {
        return new FromScratch(
                source,
                newEpochs,
                batchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                fit,
                seed);
    }

    /** How many pictures are learnt together; 32 unless told. */
    public FromScratch batchSize(int newBatchSize) {
        return new FromScratch(
                source,
                epochs,
                newBatchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                fit,
                seed);
    }

    /** How weights follow their gradients; Adam unless told. */
    public FromScratch optimizer(Optimizer newOptimizer) {
        return new FromScratch(
                source,
                epochs,
                batchSize,
                newOptimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                fit,
                seed);
    }

    /** The share of each target that is spread over all classes; 0 unless told. */
    public FromScratch labelSmoothing(double newLabelSmoothing) {
        return new FromScratch(
                source,
                epochs,
                batchSize,
                optimizer,
                newLabelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                fit,
                seed);
    }

    /** Changes pictures at random while they are learnt. */
    public FromScratch augmentation(Augmentation newAugmentation) {
        return new FromScratch(
                source,
                epochs,
                batchSize,
                optimizer,
                labelSmoothing,
                Optional.of(newAugmentation),
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                fit,
                seed);
    }

    /** Stops when nothing gets better, and goes back to the best weights. */
    public FromScratch earlyStopping(EarlyStopping newEarlyStopping) {
        return new FromScratch(
                source,
                epochs,
                batchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                Optional.of(newEarlyStopping),
                reduceOnPlateau,
                classWeights,
                fit,
                seed);
    }

    /** Lowers the learning rate when nothing gets better. */
    public FromScratch reduceOnPlateau(ReduceOnPlateau newReduceOnPlateau) {
        return new FromScratch(
                source,
                epochs,
                batchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                Optional.of(newReduceOnPlateau),
                classWeights,
                fit,
                seed);
    }

    /** Whether every picture counts the same, or every class. */
    public FromScratch classWeights(ClassWeights newClassWeights) {
        return new FromScratch(
                source,
                epochs,
                batchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                newClassWeights,
                fit,
                seed);
    }

    /** What becomes of pictures whose proportions are not those of the input. */
    public FromScratch fit(Resize.Fit newFit) {
        return new FromScratch(
                source,
                epochs,
                batchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                newFit,
                seed);
    }

    /** What first weights, order, dropout and augmentation are drawn from; 0 unless told. */
    public FromScratch seed(long newSeed) {
        return new FromScratch(
                source,
                epochs,
                batchSize,
                optimizer,
                labelSmoothing,
                augmentation,
                earlyStopping,
                reduceOnPlateau,
                classWeights,
                fit,
                newSeed);
    }

    /** The layers for so many classes, with a layer in front that scales pixels to 0..1 unless they have one that scales. */
    Architecture architecture(int classes) {
        Architecture layers =
                switch (source) {
                    case Source.Known(KnownArchitecture known, Optional<Shape> input) ->
                        known.of(input.orElse(known.usualInput()), classes);
                    case Source.Given(Architecture given) -> given;
                };
        return PixelLayers.scaling(Outputs.checked(layers, classes));
    }
}
