package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.Arrays;
import java.util.List;

/**
 * Values that are above 0 and sum to 1: {@code exp(x)} divided by its sum along some axes.
 *
 * @param axes as Keras counts: 0 is the batch axis, which is refused, and -1 the last one
 * @see <a href="https://keras.io/api/layers/activation_layers/softmax/">Keras: Softmax</a>
 */
public record Softmax(LayerInfo info, List<Integer> axes) implements KerasLayer<Softmax> {

    public Softmax {
        axes = List.copyOf(axes);
        if (axes.isEmpty()) {
            throw new NnException("softmax needs at least one axis, got none");
        }
    }

    @Override
    public Softmax with(LayerInfo newInfo) {
        return new Softmax(newInfo, axes);
    }

    /** Along these axes; Keras's {@code axis}. */
    public Softmax axes(int... newAxes) {
        return new Softmax(info, Arrays.stream(newAxes).boxed().toList());
    }
}
