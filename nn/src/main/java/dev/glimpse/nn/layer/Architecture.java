package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Layers put together: all of a network but its weights.
 *
 * <p>An architecture is a layer, so one can stand inside another. Freezing it freezes the layers inside, as in Keras.
 */
public sealed interface Architecture extends Layer permits Sequential, Functional {

    /** The steps that this architecture comes down to. */
    Graph graph();

    /** Whether the shapes of the inputs are known; if not, they follow from where the architecture will stand. */
    boolean takesKnownShapes();

    @Override
    Architecture with(LayerInfo info);

    @Override
    Architecture named(String name);

    @Override
    Architecture frozen();

    @Override
    Architecture unfrozen();

    /** The layers by name, in Keras's order, inputs among them. */
    default Map<String, Layer> layersByName() {
        return graph().layers();
    }

    /** The shapes of samples at the inputs, without the batch axis. */
    default List<Shape> inputShapes() {
        return graph().inputShapes();
    }

    /** The shapes of samples at the outputs, without the batch axis. */
    default List<Shape> outputShapes() {
        return graph().outputShapes();
    }

    /**
     * All weights, also those of architectures inside this one, each once: layer by layer in Keras's order, and within a
     * layer those that learn first.
     */
    default List<PlacedWeight> placedWeights() {
        List<PlacedWeight> weights = new ArrayList<>();
        PlacedWeight.collect(this, "", info().trainable(), weights);
        return weights;
    }

    /** How many numbers the weights have, counted by whether training changes them. */
    default ParameterCount parameterCount() {
        return ParameterCount.of(placedWeights());
    }
}
