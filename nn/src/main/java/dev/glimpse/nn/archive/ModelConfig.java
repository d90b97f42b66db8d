package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.Architecture;
import java.util.Optional;

/**
 * What Keras's JSON says about a model.
 *
 * @param architecture its layers
 * @param compile how it was compiled, if it was
 */
public record ModelConfig(Architecture architecture, Optional<CompileConfig> compile) {

    /** An architecture that was not compiled. */
    public static ModelConfig of(Architecture architecture) {
        return new ModelConfig(architecture, Optional.empty());
    }
}
