package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Shape;
import java.util.List;
import java.util.Map;

/**
 * The one open door of the closed family: a layer of your own.
 *
 * <p>Here it says what an architecture must know: its shape, its weights, and what to write into a file. How it
 * computes is added by the engine, which asks for a sub-interface with a forward pass. A file that holds a custom layer
 * can be read only by a reader that was told how to make it, for files never name code to run.
 */
public non-sealed interface CustomLayer extends Layer {

    /** What describes this layer in a file: strings, numbers, booleans, and lists and maps of such. */
    Map<String, Object> config();

    /** The shape of the output, without the batch axis, for inputs of these shapes. */
    Shape shapeFor(List<Shape> inputs);

    /** The weights for inputs of these shapes, those that learn first. */
    List<WeightSpec> weightsFor(List<Shape> inputs);

    /** How many multiplications, each with an addition, one sample takes; 0 unless you say otherwise. */
    default long multiplyAdds(List<Shape> inputs) {
        return 0;
    }
}
