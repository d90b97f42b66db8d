package dev.glimpse.classifier.architecture;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.ModelDescription;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.layer.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a user means by a model: the name of a known architecture, or a file that describes one. */
public sealed interface ModelDefinition {

    /** An architecture known by name, which adapts to the pictures and the classes at hand. */
    record Known(KnownArchitecture architecture) implements ModelDefinition {}

    /** A {@code .keras} file or a JSON configuration, whose architecture is what it is. */
    record Described(Path file, ModelDescription description) implements ModelDefinition {

        /** Its layers. */
        public Architecture architecture() {
            return description.config().architecture();
        }
    }

    /**
     * The definition that a name or a path stands for; of a file and a known name that are spelt the same, the name.
     *
     * @throws NnException if it is neither, or the file is no model
     * @throws IOException if the file cannot be read
     */
    static ModelDefinition of(String nameOrFile) throws IOException {
        Optional<KnownArchitecture> known = KnownArchitecture.named(nameOrFile);
        if (known.isPresent()) {
            return new Known(known.get());
        }
        Optional<Path> file = file(nameOrFile);
        if (file.isEmpty()) {
            throw new NnException("there is no model '" + nameOrFile + "': expected "
                    + Arrays.stream(KnownArchitecture.values())
                            .map(KnownArchitecture::word)
                            .collect(Collectors.joining(", "))
                    + ", or a .keras or JSON file");
        }
        return new Described(file.get(), ModelFiles.describe(file.get()));
    }

    private static Optional<Path> file(String name) {
        try {
            return Optional.of(Path.of(name)).filter(Files::isRegularFile);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
