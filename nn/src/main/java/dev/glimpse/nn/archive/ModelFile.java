package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.Architecture;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a file with a model holds.
 *
 * @param config the layers, and how the model was compiled
 * @param weights of all layers
 * @param optimizer what the optimizer remembers, if it was saved
 * @param glimpse Glimpse's own facts, which Keras does not look at; empty in a file that others wrote
 */
public record ModelFile(ModelConfig config, Weights weights, Optional<OptimizerState> optimizer, ObjectNode glimpse) {

    /** An architecture with weights, and nothing else. */
    public static ModelFile of(Architecture architecture, Weights weights) {
        return new ModelFile(
                ModelConfig.of(architecture), weights, Optional.empty(), JsonNodeFactory.instance.objectNode());
    }

    /** The layers. */
    public Architecture architecture() {
        return config.architecture();
    }

    /** This with facts of Glimpse's own. */
    public ModelFile with(ObjectNode facts) {
        return new ModelFile(config, weights, optimizer, facts);
    }

    /** This with what the optimizer remembers. */
    public ModelFile with(OptimizerState state) {
        return new ModelFile(config, weights, Optional.of(state), glimpse);
    }

    /** This with how the model was compiled. */
    public ModelFile with(CompileConfig compile) {
        return new ModelFile(new ModelConfig(config.architecture(), Optional.of(compile)), weights, optimizer, glimpse);
    }
}
