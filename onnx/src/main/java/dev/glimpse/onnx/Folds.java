package dev.glimpse.onnx;

import dev.glimpse.nn.layer.Activation;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Axes;
import dev.glimpse.nn.layer.BatchNormalization;
import dev.glimpse.nn.layer.Conv2D;
import dev.glimpse.nn.layer.DepthwiseConv2D;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.MaxPooling2D;
import dev.glimpse.nn.layer.Padding;
import dev.glimpse.nn.layer.ReLU;
import dev.glimpse.nn.layer.SeparableConv2D;
import dev.glimpse.nn.layer.WithActivation;
import dev.glimpse.nn.layer.ZeroPadding2D;
import dev.glimpse.onnx.FlatGraph.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which steps need no node of their own, because another can do their work.
 *
 * <p>A normalisation goes into the kernel and the bias of the layer before it, if nothing else sees what that layer makes.
 * Zeros around a picture become the padding of what reads it, where that amounts to the same.
 */
final class Folds {

    private final FlatGraph graph;
    private final Map<Integer, Step> normalizations = new HashMap<>();
    private final Map<Integer, Margins> paddings = new HashMap<>();

    Folds(FlatGraph graph) {
        this.graph = graph;
        Map<String, Optional<String>> followers = followers();
        for (int i = 0; i < graph.steps().size(); i++) {
            Step step = graph.steps().get(i);
            if (step.layer() instanceof ZeroPadding2D padding && canLeaveTo(graph.readers(i), i, padding.padding())) {
                paddings.put(i, padding.padding());
            }
            if (followers.getOrDefault(step.path(), Optional.empty()).isPresent()) {
                normalizations.put(i, graph.steps().get(graph.readers(i).getFirst()));
            }
        }
    }

    /** The normalisation that a step does as well. */
    Optional<Step> normalizationIn(int step) {
        return Optional.ofNullable(normalizations.get(step));
    }

    /** Whether the step before does this one as well. */
    boolean isNormalizedBefore(int step) {
        Step reader = graph.steps().get(step);
        return reader.layer() instanceof BatchNormalization
                && normalizations.containsKey(reader.inputs().getFirst());
    }

    /** The zeros that a step's readers put around a picture themselves. */
    Optional<Margins> paddingOf(int step) {
        return Optional.ofNullable(paddings.get(step));
    }

    /** For each layer that ends in sums, the normalisation that follows wherever it is used, if there is one. */
    private Map<String, Optional<String>> followers() {
        Map<String, Optional<String>> followers = new HashMap<>();
        for (int i = 0; i < graph.steps().size(); i++) {
            Step step = graph.steps().get(i);
            if (step.layer() instanceof WithActivation<?> sums && sums.activation() == ActivationFunction.LINEAR) {
                Optional<String> here = follower(i);
                followers.merge(step.path(), here, (one, other) -> one.equals(other) ? one : Optional.empty());
            }
        }
        return followers;
    }

    private Optional<String> follower(int step) {
        List<Integer> readers = graph.readers(step);
        if (readers.size() != 1 || graph.isOutput(step)) {
            return Optional.empty();
        }
        Step reader = graph.steps().get(readers.getFirst());
        var shape = graph.steps().get(step).shape();
        return reader.layer() instanceof BatchNormalization normalization
                        && Axes.inSample(normalization.axis(), shape, normalization) == shape.rank() - 1
                ? Optional.of(reader.path())
                : Optional.empty();
    }

    private boolean canLeaveTo(List<Integer> readers, int padding, Margins margins) {
        boolean positive = neverBelowZero(graph.steps()
                .get(graph.steps().get(padding).inputs().getFirst())
                .layer());
        return !readers.isEmpty()
                && !graph.isOutput(padding)
                && readers.stream()
                        .map(reader -> graph.steps().get(reader).layer())
                        .allMatch(layer -> addsZeros(layer) || (positive && canPad(layer, margins)));
    }

    private static boolean addsZeros(Layer layer) {
        return layer instanceof Conv2D || layer instanceof DepthwiseConv2D || layer instanceof SeparableConv2D;
    }

    /** What is beyond the border never is the greatest, as zeros are not if nothing is below them; some pixel must be there. */
    private static boolean canPad(Layer layer, Margins margins) {
        return layer instanceof MaxPooling2D pooling
                && pooling.window().padding() == Padding.VALID
                && Math.max(margins.top(), margins.bottom())
                        < pooling.window().size().height()
                && Math.max(margins.left(), margins.right())
                        < pooling.window().size().width();
    }

    private static boolean neverBelowZero(Layer layer) {
        return (layer instanceof WithActivation<?> active && neverBelowZero(active.activation()))
                || (layer instanceof Activation activation && neverBelowZero(activation.function()))
                || (layer instanceof ReLU relu && relu.negativeSlope() == 0);
    }

    private static boolean neverBelowZero(ActivationFunction function) {
        return function == ActivationFunction.RELU
                || function == ActivationFunction.RELU6
                || function == ActivationFunction.SIGMOID;
    }
}
