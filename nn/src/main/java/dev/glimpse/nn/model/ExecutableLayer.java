package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.CustomLayer;
import dev.glimpse.tensor.Tensor;
import java.util.List;

/**
 * A layer of your own that a model can run.
 *
 * <p>Whatever {@link #compute} makes on the way is closed when it returns; gradients flow through it by themselves.
 */
public interface ExecutableLayer extends CustomLayer {

    /**
     * The layer's output.
     *
     * @param inputs one tensor per input, each with the batch axis first
     * @param call the layer's weights, and whether this is training
     * @return the output with the batch axis first, of the shape that {@link #shapeFor} says
     */
    Tensor compute(List<Tensor> inputs, LayerCall call);
}
