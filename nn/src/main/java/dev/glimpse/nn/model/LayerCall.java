package dev.glimpse.nn.model;

import dev.glimpse.tensor.Gradients;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Tensor;
import java.util.Optional;

/** What a layer has at hand while it computes, beside its inputs: its weights, and what the pass is for. */
public final class LayerCall {

    private final Variables variables;
    private final String path;
    private final Purpose purpose;

    LayerCall(Variables variables, String path, Purpose purpose) {
        this.variables = variables;
        this.path = path;
        this.purpose = purpose;
    }

    /** A weight of the layer by its own name, with its axes as they lie in memory; for a custom layer, as it said. */
    public Tensor weight(String name) {
        return variables.at(path + "/" + name).value();
    }

    /** A weight that the layer may or may not have. */
    public Optional<Tensor> findWeight(String name) {
        return variables.find(path + "/" + name).map(Variable::value);
    }

    /** Replaces a weight that no gradient changes, such as a moving mean. */
    public void update(String name, Tensor value) {
        try (var _ = Gradients.disabled()) {
            weight(name).copyInPlace(value);
        }
    }

    /** What the forward pass is for. */
    public Purpose purpose() {
        return purpose;
    }

    /** The layer's name, behind the names of the architectures around it. */
    public String path() {
        return path;
    }

    /** What a sample's randomness in this layer is drawn from: the epoch's seed, the sample, and the layer. */
    Seed seed(Purpose.Training training, Optional<Seed> own, int sample) {
        return own.orElse(training.seed()).derive(training.items()[sample]).derive(path);
    }
}
