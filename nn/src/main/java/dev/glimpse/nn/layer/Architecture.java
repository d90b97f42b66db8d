package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

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

    /**
     * This with layers between its input and all that the input went into. A name that is taken gets a number.
     *
     * @throws NnException if there are several inputs, or the layers do not fit
     */
    default Architecture prepended(List<? extends Layer> front) {
        return Extension.before(this, front);
    }

    /**
     * This with a layer after its output. A name that is taken gets a number.
     *
     * @throws NnException if there are several outputs, or the layer does not fit
     */
    default Architecture appended(Layer last) {
        return Extension.after(this, last);
    }

    /**
     * This with all layers of another one behind its output. Names that are taken get a number.
     *
     * @throws NnException if there are several inputs or outputs, or the layers do not fit
     */
    default Functional followedBy(Architecture next) {
        return Extension.joined(this, next);
    }

    /**
     * This with the outputs of further layers behind its own, in this order: what a network says, and what it says it by.
     *
     * @throws NnException if there is no layer of such a name
     */
    default Functional tapped(List<String> names) {
        return Extension.tapped(this, names);
    }

    /**
     * This in two, at the last place where a single value passes that keeps these layers behind it.
     *
     * @return nothing if there is no such place but the input
     * @throws NnException if there is no layer of such a name
     */
    default Optional<Cut> cutBefore(Set<String> names) {
        return Cut.before(this, names);
    }

    /** This with each layer changed in what does not change shapes, names or weights, such as whether it learns. */
    default Functional changed(UnaryOperator<Layer> change) {
        return Extension.changed(this, change);
    }

    /** How many numbers the weights have, counted by whether training changes them. */
    default ParameterCount parameterCount() {
        return ParameterCount.of(placedWeights());
    }

    /** What one sample costs on its way through, when predicting. */
    default Cost cost() {
        return Cost.of(this);
    }

    /** Keras's table of the layers, with lines as long as Keras makes them in a wide terminal. */
    default String summary() {
        Summary summary = new Summary(this);
        return summary.keras(summary.naturalLength());
    }

    /** Keras's table of the layers, with lines of at most this length; Keras's own are 4 shorter than the terminal. */
    default String summary(int lineLength) {
        Summary summary = new Summary(this);
        return summary.keras(Math.min(lineLength, summary.naturalLength()));
    }

    /** The table of the layers with the memory of each one's output and its multiply-adds, for one sample. */
    default String costSummary() {
        return new Summary(this).extended();
    }
}
