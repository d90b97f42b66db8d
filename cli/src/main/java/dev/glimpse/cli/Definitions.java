package dev.glimpse.cli;

import dev.glimpse.classifier.architecture.ModelDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What users mean by a model. */
final class Definitions {

    private Definitions() {}

    /** The definition that a name or a path stands for. */
    static ModelDefinition of(String nameOrFile) {
        try {
            return ModelDefinition.of(nameOrFile);
        } catch (IOException e) {
            throw new UncheckedIOException(nameOrFile + " cannot be read", e);
        }
    }
}
