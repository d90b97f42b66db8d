package dev.glimpse.nn.layer;

import java.util.Arrays;
import java.util.List;

/**
 * The value itself above 0, and a learned slope times it below; one slope for each value of a sample, except along
 * shared axes.
 *
 * @param alpha how the slopes begin, and what they cost
 * @param sharedAxes the axes along which a slope is shared, as Keras counts: 1 is the first one after the batch axis
 * @see <a href="https://keras.io/api/layers/activation_layers/prelu/">Keras: PReLU</a>
 */
public record PReLU(LayerInfo info, Parameter alpha, List<Integer> sharedAxes) implements KerasLayer<PReLU> {

    public PReLU {
        sharedAxes = List.copyOf(sharedAxes);
    }

    @Override
    public PReLU with(LayerInfo newInfo) {
        return new PReLU(newInfo, alpha, sharedAxes);
    }

    /** How the slopes begin, and what they cost; Keras's {@code alpha_initializer} and {@code alpha_regularizer}. */
    public PReLU alpha(Parameter newAlpha) {
        return new PReLU(info, newAlpha, sharedAxes);
    }

    /** The axes along which a slope is shared: 1 and 2 for one slope a channel; Keras's {@code shared_axes}. */
    public PReLU shared(int... axes) {
        return new PReLU(info, alpha, Arrays.stream(axes).boxed().toList());
    }
}
