package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.List;

/**
 * Where samples enter an architecture; the first layer of a sequential one, and the first node of a functional one.
 *
 * @param shape of one sample, without the batch axis
 * @see <a href="https://keras.io/api/layers/core_layers/input/">Keras: Input</a>
 */
public record Input(LayerInfo info, Shape shape) implements KerasLayer<Input>, Node {

    public Input {
        // Nothing here could learn, and Keras's files do not say whether it may.
        info = info.withTrainable(true);
        for (int size : shape.toArray()) {
            Require.positive("input", "sizes", size);
        }
        Require.holdable("input", shape);
    }

    @Override
    public Input with(LayerInfo newInfo) {
        return new Input(newInfo, shape);
    }

    @Override
    public String className() {
        return "InputLayer";
    }

    @Override
    public List<Node> outputsOn(Node... inputs) {
        throw new NnException("input is where samples enter: apply other layers to it, not it to them");
    }
}
