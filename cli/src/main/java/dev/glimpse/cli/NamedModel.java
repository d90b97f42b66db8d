package dev.glimpse.cli;

import dev.glimpse.nn.NnException;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A model with weights as a user names it; of a network of the zoo and a file that are spelt the same, the network. */
sealed interface NamedModel {

    /** A network of the zoo with its published weights. */
    record InZoo(KnownNetwork network) implements NamedModel {}

    /** A file. */
    record InFile(Path path) implements NamedModel {}

    /** The model of a name. */
    static NamedModel of(String name) {
        Optional<KnownNetwork> network = KnownNetwork.named(name);
        if (network.isPresent()) {
            return new InZoo(network.get());
        }
        try {
            return new InFile(Path.of(name));
        } catch (InvalidPathException _) {
            throw new NnException("there is no file " + name);
        }
    }

    /** What reports call it. */
    default String title() {
        return switch (this) {
            case InZoo(KnownNetwork network) -> network.word();
            case InFile(Path path) -> String.valueOf(path.getFileName());
        };
    }
}
