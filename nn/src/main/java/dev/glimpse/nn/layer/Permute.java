package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The same values with their axes in another order.
 *
 * <p>Any shape in; axis {@code i} of the output is axis {@code dims[i]} of the input.
 *
 * @param dims where each axis comes from, as Keras counts: 1 is the first one after the batch axis
 * @see <a href="https://keras.io/api/layers/reshaping_layers/permute/">Keras: Permute</a>
 */
public record Permute(LayerInfo info, List<Integer> dims) implements KerasLayer<Permute> {

    public Permute {
        dims = List.copyOf(dims);
        List<Integer> all = IntStream.rangeClosed(1, dims.size()).boxed().toList();
        if (dims.isEmpty() || !dims.stream().sorted().toList().equals(all)) {
            throw new NnException("permute needs each axis from 1 on once, got " + dims);
        }
    }

    @Override
    public Permute with(LayerInfo newInfo) {
        return new Permute(newInfo, dims);
    }
}
