package dev.glimpse.classifier.architecture;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.FileOptions;
import dev.glimpse.nn.archive.ModelDescription;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.script.KerasScript;
import dev.glimpse.nn.script.Parsed;
import dev.glimpse.nn.script.ScriptOptions;
import dev.glimpse.tensor.Shape;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a user means by a model: the name of a known architecture or network, or a file that describes one. */
public sealed interface ModelDefinition {

    /** An architecture known by name, which adapts to the pictures and the classes at hand. */
    record Known(KnownArchitecture architecture) implements ModelDefinition {}

    /** A network of the zoo, which adapts to the pictures and the classes at hand, too. */
    record InZoo(KnownNetwork network) implements ModelDefinition {}

    /** A {@code .keras} file or a JSON configuration, whose architecture is what it is. */
    record Described(Path file, ModelDescription description) implements ModelDefinition {

        /** Its layers. */
        public Architecture architecture() {
            return description.config().architecture();
        }
    }

    /** A text in the words of Keras, which may leave open what pictures it takes and how many labels there are. */
    record Written(Path file, String text) implements ModelDefinition {

        /** What comes of the text. */
        public Parsed parse(Consumer<ScriptOptions> options) {
            return KerasScript.parse(text, script -> {
                script.name(file.toString());
                options.accept(script);
            });
        }

        /**
         * Its layers.
         *
         * @param input the shape of the pictures, for a text that leaves it open: height, width, channels
         * @param labels how many there are, if they are known: then it ends in as many probabilities
         * @throws dev.glimpse.nn.script.ScriptException if the text has errors
         * @throws NnException if nobody says what pictures it takes
         */
        public Parsed.Defined layers(Optional<Shape> input, OptionalInt labels) {
            Parsed parsed = parse(script -> {
                input.ifPresent(script::input);
                labels.ifPresent(script::labels);
            });
            return switch (parsed) {
                case Parsed.Refused refused -> throw refused.exception();
                case Parsed.Defined defined -> {
                    if (!defined.architecture().takesKnownShapes()) {
                        throw new NnException(file + " does not say what pictures it takes: write"
                                + " input_shape=(64, 64, 3) into its first layer, or give their size");
                    }
                    yield defined;
                }
            };
        }
    }

    /**
     * The definition that a name or a path stands for; of a file and a known name that are spelt the same, the name.
     *
     * @throws NnException if it is neither, or the file is no model
     * @throws IOException if the file cannot be read
     */
    static ModelDefinition of(String nameOrFile) throws IOException {
        return of(nameOrFile, _ -> {});
    }

    /** Like {@link #of(String)}, with what a file leaves open, such as the size of pictures. */
    static ModelDefinition of(String nameOrFile, Consumer<FileOptions> options) throws IOException {
        Optional<KnownArchitecture> known = KnownArchitecture.named(nameOrFile);
        if (known.isPresent()) {
            return new Known(known.get());
        }
        Optional<KnownNetwork> network = KnownNetwork.named(nameOrFile);
        if (network.isPresent()) {
            return new InZoo(network.get());
        }
        Optional<Path> file = file(nameOrFile);
        if (file.isEmpty()) {
            throw new NnException(
                    "there is no model '" + nameOrFile + "': expected "
                            + Arrays.stream(KnownArchitecture.values())
                                    .map(KnownArchitecture::word)
                                    .collect(Collectors.joining(", "))
                            + ", a network of the zoo such as mobilenet_v2, or a file: .keras, .h5, Keras's JSON, or a text with the layers");
        }
        Optional<String> text = ModelText.of(file.get());
        return text.isPresent()
                ? new Written(file.get(), text.get())
                : new Described(file.get(), ModelFiles.describe(file.get(), options));
    }

    private static Optional<Path> file(String name) {
        try {
            return Optional.of(Path.of(name)).filter(Files::isRegularFile);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
