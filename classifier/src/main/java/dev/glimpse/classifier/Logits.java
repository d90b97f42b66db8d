package dev.glimpse.classifier;

import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Activation;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.AveragePooling2D;
import dev.glimpse.nn.layer.Conv2D;
import dev.glimpse.nn.layer.Dense;
import dev.glimpse.nn.layer.Dropout;
import dev.glimpse.nn.layer.Flatten;
import dev.glimpse.nn.layer.GlobalAveragePooling2D;
import dev.glimpse.nn.layer.GlobalMaxPooling2D;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.MaxPooling2D;
import dev.glimpse.nn.layer.Reshape;
import dev.glimpse.nn.layer.Softmax;
import dev.glimpse.nn.layer.WithActivation;
import dev.glimpse.tensor.batch.NdArray;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The sums at the end of a network that softmax makes probabilities of, and the layer whose weights scale them.
 *
 * @param softmax the layer that softmax stands in
 * @param weights where the weights of the last layer that has some stand; dividing them divides the sums
 */
record Logits(Path softmax, Path weights) {

    /**
     * Where a layer stands.
     *
     * @param outer the names of the architectures around it, each with a slash
     * @param name its own
     */
    record Path(String outer, String name) {
        boolean holds(String weight) {
            return weight.startsWith(outer + name + "/");
        }
    }

    /**
     * Those of an architecture; none if it does not end in softmax, or its sums come from more than a dense or convolutional
     * layer and what keeps proportions.
     */
    static Optional<Logits> of(Architecture architecture) {
        return of(architecture, "");
    }

    private static Optional<Logits> of(Architecture architecture, String outer) {
        Graph graph = architecture.graph();
        Graph.Step last = graph.steps().get(graph.outputs().getFirst().step());
        if (last.layer() instanceof Architecture inner) {
            return isAlone(graph, last) ? of(inner, outer + last.name() + "/") : Optional.empty();
        }
        if (!isSoftmax(last.layer())) {
            return Optional.empty();
        }
        Graph.Step step = last;
        while (!(step.layer() instanceof Dense || step.layer() instanceof Conv2D)) {
            if (step.inputs().size() != 1 || !(step.equals(last) || keepsProportions(step.layer()))) {
                return Optional.empty();
            }
            step = graph.steps().get(step.inputs().getFirst().step());
        }
        boolean scales = step.equals(last) || isHomogeneous(((WithActivation<?>) step.layer()).activation());
        return scales && isAlone(graph, step)
                ? Optional.of(new Logits(new Path(outer, last.name()), new Path(outer, step.name())))
                : Optional.empty();
    }

    private static boolean isAlone(Graph graph, Graph.Step step) {
        return graph.steps().stream()
                        .filter(other -> other.name().equals(step.name()))
                        .count()
                == 1;
    }

    private static boolean isSoftmax(Layer layer) {
        return layer instanceof Softmax
                || (layer instanceof Activation activation && activation.function() == ActivationFunction.SOFTMAX)
                || (layer instanceof WithActivation<?> ends && ends.activation() == ActivationFunction.SOFTMAX);
    }

    /** Whether twice the input gives twice the output. */
    private static boolean keepsProportions(Layer layer) {
        return layer instanceof Flatten
                || layer instanceof Reshape
                || layer instanceof Dropout
                || layer instanceof GlobalAveragePooling2D
                || layer instanceof GlobalMaxPooling2D
                || layer instanceof AveragePooling2D
                || layer instanceof MaxPooling2D
                || (layer instanceof Activation activation && isHomogeneous(activation.function()));
    }

    private static boolean isHomogeneous(ActivationFunction function) {
        return function == ActivationFunction.LINEAR || function == ActivationFunction.RELU;
    }

    /** A model that ends in these sums, as it is without its softmax. */
    ModelFile bare(ModelFile model) {
        return ModelFile.of(ModelConfig.of(bare(model.architecture(), "")), model.weights());
    }

    private Architecture bare(Architecture architecture, String outer) {
        return architecture.changed(layer -> {
            if (layer instanceof Architecture inner && softmax.outer().startsWith(outer + layer.label() + "/")) {
                return bare(inner, outer + layer.label() + "/");
            }
            return outer.equals(softmax.outer()) && layer.label().equals(softmax.name()) ? linear(layer) : layer;
        });
    }

    private static Layer linear(Layer layer) {
        if (layer instanceof Dense dense) {
            return dense.activation(ActivationFunction.LINEAR);
        }
        return layer instanceof Conv2D convolution
                ? convolution.activation(ActivationFunction.LINEAR)
                : Layers.activation(ActivationFunction.LINEAR).with(layer.info());
    }

    /** A model that ends in these sums, with all of them divided by a number. */
    ModelFile divided(ModelFile model, double divisor) {
        SequencedMap<String, NdArray.Floats> scaled = new LinkedHashMap<>();
        model.weights()
                .byPath()
                .forEach(
                        (path, numbers) -> scaled.put(path, weights.holds(path) ? divided(numbers, divisor) : numbers));
        return model.with(model.config(), new Weights(scaled));
    }

    private static NdArray.Floats divided(NdArray.Floats numbers, double divisor) {
        float[] values = numbers.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] / divisor);
        }
        return new NdArray.Floats(numbers.shape(), values);
    }
}
