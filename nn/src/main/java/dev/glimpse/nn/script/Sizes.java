package dev.glimpse.nn.script;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Graph;

/** How large models are. */
final class Sizes {

    private Sizes() {}

    /** The uses of layers, those inside models included; of a model whose input is open, its layers. */
    static int of(Architecture architecture) {
        int size = 0;
        for (Graph.Step step : architecture.graph().steps()) {
            size += step.layer() instanceof Architecture inner ? of(inner) : 1;
        }
        return size;
    }

    /** How many models stand inside each other, this one included. */
    static int depth(Architecture architecture) {
        int depth = 0;
        for (Graph.Step step : architecture.graph().steps()) {
            if (step.layer() instanceof Architecture inner) {
                depth = Math.max(depth, depth(inner));
            }
        }
        return depth + 1;
    }
}
