package dev.glimpse.classifier;

import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.layer.Activation;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Softmax;
import dev.glimpse.nn.layer.WithActivation;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.pixel.PixelLayers;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an architecture must be like to tell classes apart. */
final class Outputs {

    private static final String BOTH = "both_classes";

    /** Functions whose values are independent of each other, from 0 to 1. */
    private static final Set<ActivationFunction> INDEPENDENT =
            EnumSet.of(ActivationFunction.SIGMOID, ActivationFunction.HARD_SIGMOID, ActivationFunction.SPARSE_SIGMOID);

    /** Functions whose values are from 0 to 1. */
    private static final Set<ActivationFunction> SQUASHING = EnumSet.of(
            ActivationFunction.SOFTMAX,
            ActivationFunction.SPARSEMAX,
            ActivationFunction.SIGMOID,
            ActivationFunction.HARD_SIGMOID,
            ActivationFunction.SPARSE_SIGMOID);

    private Outputs() {}

    /**
     * The architecture, if it takes one picture and gives one number a class.
     *
     * @throws ClassifierException if it does not
     */
    static Architecture checked(Architecture architecture, int classes) {
        if (architecture.inputShapes().size() != 1
                || architecture.outputShapes().size() != 1) {
            throw new ClassifierException("a classifier has one input and one output, this architecture has "
                    + architecture.inputShapes().size() + " and "
                    + architecture.outputShapes().size());
        }
        Shape output = architecture.outputShapes().getFirst();
        if (output.rank() != 1 || output.size(0) != classes) {
            throw new ClassifierException("the data has " + classes + " classes, so the architecture must end in ["
                    + classes + "], but it ends in " + output + ": let its last layer be dense(" + classes
                    + ").softmax()");
        }
        lastFunction(architecture)
                .filter(function -> function != ActivationFunction.SOFTMAX && function != ActivationFunction.SPARSEMAX)
                .ifPresent(function -> {
                    throw new ClassifierException("the architecture ends in " + function.kerasName()
                            + ", which gives no probabilities that add up to 1: let its last layer be dense(" + classes
                            + ").softmax()");
                });
        return architecture;
    }

    /** A model whose logits become probabilities: softmax is put behind them, or sigmoid behind a single one. */
    static ModelFile withSoftmax(ModelFile model) {
        Architecture architecture = model.architecture();
        boolean single = architecture.outputShapes().getFirst().size(0) == 1;
        Architecture extended =
                architecture.appended(single ? Layers.activation(ActivationFunction.SIGMOID) : Layers.softmax());
        return uncompiled(PixelLayers.extended(model, extended, Map.of()));
    }

    /** A loss for other outputs than these says nothing any more. */
    private static ModelFile uncompiled(ModelFile model) {
        return model.with(ModelConfig.of(model.architecture()), model.weights());
    }

    /**
     * A model with one output a class. One whose single output is the probability of the second of two classes, as Keras
     * teaches it with binary cross-entropy, gets a frozen layer that gives the probabilities of both.
     *
     * @throws ClassifierException if it has one output that is no probability
     */
    static ModelFile oneForEachClass(ModelFile model, Path file) {
        Architecture architecture = model.architecture();
        if (architecture.outputShapes().getFirst().size(0) != 1) {
            return model;
        }
        if (lastFunction(architecture)
                .filter(ActivationFunction.SIGMOID::equals)
                .isEmpty()) {
            throw new ClassifierException(file + " has one output, which is no sigmoid: it tells no classes apart");
        }
        Map<String, NdArray.Floats> both = Map.of(
                "kernel", new NdArray.Floats(Shape.of(1, 2), new float[] {-1, 1}),
                "bias", new NdArray.Floats(Shape.of(2), new float[] {1, 0}));
        return uncompiled(PixelLayers.extended(
                model, architecture.appended(Layers.dense(2).named(BOTH).frozen()), both));
    }

    /**
     * Checks that a model gives numbers from 0 to 1, as far as can be seen from its layers.
     *
     * @throws ClassifierException if it ends in something else
     */
    static void requireProbabilities(Architecture architecture, Path file) {
        lastFunction(architecture)
                .filter(function -> !SQUASHING.contains(function) && !isBoth(last(architecture)))
                .ifPresent(function -> {
                    throw new ClassifierException(file + " ends in "
                            + (function == ActivationFunction.LINEAR ? "bare sums" : function.kerasName())
                            + ", which are no probabilities; if they are logits, give --logits, and softmax is put behind"
                            + " them");
                });
    }

    /**
     * Checks that the probabilities of a model add up to 1, as far as can be seen from its layers.
     *
     * @throws ClassifierException if it tells of each label on its own whether it is there
     */
    static void requireOneAnswer(Architecture architecture, Path file) {
        lastFunction(architecture).filter(INDEPENDENT::contains).ifPresent(function -> {
            throw new ClassifierException(
                    file + " ends in one " + function.kerasName()
                            + " for each label, so that several can be right: it cannot be taught that one is; end it with softmax");
        });
    }

    private static boolean isBoth(Layer layer) {
        return layer.label().startsWith(BOTH);
    }

    private static Layer last(Architecture architecture) {
        Graph graph = architecture.graph();
        return graph.steps().get(graph.outputs().getFirst().step()).layer();
    }

    /** The function that an architecture with one output ends in, if it ends in one. */
    static Optional<ActivationFunction> lastFunction(Architecture architecture) {
        Layer last = last(architecture);
        if (last instanceof Architecture inner) {
            return lastFunction(inner);
        }
        if (last instanceof Activation activation) {
            return Optional.of(activation.function());
        }
        if (last instanceof Softmax) {
            return Optional.of(ActivationFunction.SOFTMAX);
        }
        return last instanceof WithActivation<?> layer ? Optional.of(layer.activation()) : Optional.empty();
    }
}
