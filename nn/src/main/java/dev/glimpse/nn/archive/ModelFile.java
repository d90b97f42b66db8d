package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.Architecture;
import java.util.List;
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
 * @param remarks what of the file was left behind, and why; a line each, for the one who opened it
 */
public record ModelFile(
        ModelConfig config,
        Weights weights,
        Optional<OptimizerState> optimizer,
        ObjectNode glimpse,
        List<String> remarks) {

    public ModelFile {
        remarks = List.copyOf(remarks);
    }

    /** An architecture with weights, and nothing else. */
    public static ModelFile of(Architecture architecture, Weights weights) {
        return of(ModelConfig.of(architecture), weights);
    }

    /** A model with weights, and nothing that an optimizer remembers. */
    public static ModelFile of(ModelConfig config, Weights weights) {
        return new ModelFile(config, weights, Optional.empty(), JsonNodeFactory.instance.objectNode(), List.of());
    }

    /** The layers. */
    public Architecture architecture() {
        return config.architecture();
    }

    /** This with other layers and their weights; the rest stays. */
    public ModelFile with(ModelConfig newConfig, Weights newWeights) {
        return new ModelFile(newConfig, newWeights, optimizer, glimpse, remarks);
    }

    /** This with facts of Glimpse's own. */
    public ModelFile with(ObjectNode facts) {
        return new ModelFile(config, weights, optimizer, facts, remarks);
    }

    /** This with what the optimizer remembers. */
    public ModelFile with(OptimizerState state) {
        return new ModelFile(config, weights, Optional.of(state), glimpse, remarks);
    }

    /** This with how the model was compiled. */
    public ModelFile with(CompileConfig compile) {
        return new ModelFile(
                new ModelConfig(config.architecture(), Optional.of(compile)), weights, optimizer, glimpse, remarks);
    }
}
