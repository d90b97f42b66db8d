package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The same values in another shape.
 *
 * @param target the sizes of the output; one may be left open, and is then what the input leaves for it
 * @see <a href="https://keras.io/api/layers/reshaping_layers/reshape/">Keras: Reshape</a>
 */
public record Reshape(LayerInfo info, List<OptionalInt> target) implements KerasLayer<Reshape> {

    public Reshape {
        target = List.copyOf(target);
        target.forEach(size -> size.ifPresent(known -> Require.positive("reshape", "sizes", known)));
        if (target.stream().filter(OptionalInt::isEmpty).count() > 1) {
            throw new NnException("reshape can leave one size open, got several");
        }
    }

    @Override
    public Reshape with(LayerInfo newInfo) {
        return new Reshape(newInfo, target);
    }

    /** The size at {@code index} is what the input leaves for it; Keras's -1. */
    public Reshape open(int index) {
        List<OptionalInt> sizes = new ArrayList<>(target);
        sizes.set(index, OptionalInt.empty());
        return new Reshape(info, sizes);
    }
}
