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
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What an architecture must be like to tell classes apart. */
final class Outputs {

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
        return architecture;
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
        ModelFile extended = PixelLayers.extended(
                model,
                architecture.appended(Layers.dense(2).named("both_classes").frozen()),
                both);
        // A loss for one output does not fit two.
        return new ModelFile(
                ModelConfig.of(extended.architecture()),
                extended.weights(),
                extended.optimizer(),
                extended.glimpse(),
                extended.remarks());
    }

    /** The function that an architecture with one output ends in, if it ends in one. */
    static Optional<ActivationFunction> lastFunction(Architecture architecture) {
        Graph graph = architecture.graph();
        Layer last = graph.steps().get(graph.outputs().getFirst().step()).layer();
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
