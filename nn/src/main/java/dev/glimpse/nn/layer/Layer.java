package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.List;

/**
 * One layer of a network as data: what it does and how, without weights.
 *
 * <p>The family is closed, so that shape inference, summaries, files and execution are switches whose compiler names a
 * forgotten layer; {@link CustomLayer} is its one open door. An {@link Architecture} is a layer too.
 *
 * <p>Shapes are those of one sample: the batch axis is left out everywhere.
 */
public sealed interface Layer permits KerasLayer, Architecture, CustomLayer {

    /** The layer's name and whether it learns. */
    LayerInfo info();

    /** This layer with another name or training state. */
    Layer with(LayerInfo info);

    /** Keras's class name of the layer, such as {@code Conv2D}. */
    String className();

    /** This layer under a name, which is unique within its architecture. */
    default Layer named(String name) {
        return with(info().named(name));
    }

    /** This layer with weights that training leaves as they are; a frozen BatchNormalization uses its moving statistics. */
    default Layer frozen() {
        return with(info().withTrainable(false));
    }

    /** This layer with weights that training changes, which is the default. */
    default Layer unfrozen() {
        return with(info().withTrainable(true));
    }

    /**
     * The shapes of what the layer makes of inputs of these shapes.
     *
     * @throws NnException if the layer cannot take such inputs
     */
    default List<Shape> outputShapes(List<Shape> inputs) {
        return OutputShapes.of(this, inputs);
    }

    /** The shape of what the layer makes of inputs of these shapes, for a layer with one output. */
    default Shape outputShape(Shape... inputs) {
        return Graph.only(outputShapes(List.of(inputs)), this);
    }

    /**
     * The weights that the layer has when its inputs have these shapes, in Keras's order: those that learn, then those
     * that do not. Empty for an architecture, whose weights are those of its layers.
     *
     * @throws NnException if the layer cannot take such inputs
     */
    default List<WeightSpec> weights(List<Shape> inputs) {
        return WeightSpecs.of(this, inputs);
    }

    /**
     * This layer applied to the outputs of others: a step of a functional architecture. The same layer object applied
     * twice is one layer with one set of weights; equal objects are different layers.
     *
     * @throws NnException if the layer cannot take inputs of these shapes, or has several outputs
     */
    default Node on(Node... inputs) {
        return Graph.only(outputsOn(inputs), this);
    }

    /** Like {@link #on}, for a layer that may have several outputs. */
    default List<Node> outputsOn(Node... inputs) {
        return Applied.outputs(this, List.of(inputs));
    }

    /** How messages call the layer: its name, or else the name that Keras would give it. */
    default String label() {
        return info().name().orElseGet(() -> LayerNames.snakeCase(className()));
    }
}
