package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.List;

/**
 * How many layers an architecture comes down to, when those of architectures inside it are counted as often as they are
 * used.
 *
 * <p>A file of a few lines can use a model twice that uses a model twice, and so on; what follows from its shapes would
 * then take for ever.
 */
final class Steps {

    /** The deepest published networks have a few thousand. */
    private static final int MOST = 100_000;

    private Steps() {}

    static void require(List<Layer> layers) {
        if (count(layers, 0) > MOST) {
            throw new NnException("an architecture comes down to at most " + MOST
                    + " layers, counting those of models inside as often as they are used: this one has more");
        }
    }

    private static int count(List<Layer> layers, int before) {
        int count = before;
        for (Layer layer : layers) {
            if (count > MOST) {
                return count;
            }
            count = switch (layer) {
                case Sequential inner -> count(inner.layers(), count);
                case Functional inner ->
                    count(inner.graph().steps().stream().map(Graph.Step::layer).toList(), count);
                case KerasLayer<?> _, CustomLayer _ -> count + 1;
            };
        }
        return count;
    }
}
