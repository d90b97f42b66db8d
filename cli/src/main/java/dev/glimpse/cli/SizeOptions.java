package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Opening;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.classifier.architecture.ModelDefinition;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.script.Parsed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options for the pictures of a network that leaves their shape to its user. */
class SizeOptions {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})(?:[xX×](\\d{1,5}))?");

    @Option(
            names = "--size",
            paramLabel = "H[xW]",
            order = 2,
            description =
                    "The size that pictures get, for the models with a name, and files and texts that leave it open. "
                            + "Default: 64 for small-cnn, 28 for lenet and mnist-cnn, 256 for kerasui.")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--channels",
            paramLabel = "1|3",
            order = 3,
            description =
                    "Grey or colour, for the models with a name, and texts. Default: 3 for small-cnn and texts, 1 for the others.")
    private Optional<Integer> channels = Optional.empty();

    /** The size that pictures get, if it was given. */
    Optional<Size2> size() {
        return measures().map(measures -> new Size2(measures[0], measures[1]));
    }

    /** Refuses what cannot be meant. */
    void checkSize() {
        var _ = measures();
        if (channels.isPresent() && channels.get() != 1 && channels.get() != 3) {
            throw new ClassifierException("--channels is 1 (grey) or 3 (colour), got " + channels.get());
        }
    }

    /** The definition that a name or a path stands for. */
    ModelDefinition definition(String nameOrFile) {
        try {
            ModelDefinition definition = ModelDefinition.of(
                    nameOrFile, open -> measures().ifPresent(measures -> open.inputSize(measures[0], measures[1])));
            if (definition instanceof ModelDefinition.Described described) {
                requireThese(described.file(), described.architecture());
            }
            return definition;
        } catch (IOException e) {
            throw new UncheckedIOException(nameOrFile + " cannot be read", e);
        }
    }

    /** Refuses another shape than that of a model which says what it takes. */
    private void requireThese(Path file, Architecture architecture) {
        Shape takes = architecture.inputShapes().getFirst();
        boolean others = takes.rank() == 3
                && (measures()
                                .filter(size -> size[0] != takes.size(0) || size[1] != takes.size(1))
                                .isPresent()
                        || channels.filter(count -> count != takes.size(2)).isPresent());
        if (others) {
            throw new ClassifierException(file + " says itself that it takes " + takes
                    + ": leave --size and --channels away, which are for models that leave it open");
        }
    }

    /** Says which size the pictures of a model file get. */
    void apply(Opening open) {
        if (channels.isPresent()) {
            throw new ClassifierException("a model file says itself whether it takes colour: leave --channels away");
        }
        measures().ifPresent(measures -> open.size(measures[0], measures[1]));
    }

    /** The shape of the pictures of a network with a name. */
    Shape input(KnownArchitecture known) {
        Shape usual = known.usualInput();
        int[] measures = measures().orElse(new int[] {usual.size(0), usual.size(1)});
        return Shape.of(measures[0], measures[1], channels.orElse(usual.size(2)));
    }

    /** The size of the pictures of a network of the zoo. */
    Size2 size(KnownNetwork network) {
        if (channels.orElse(3) != 3) {
            throw new ClassifierException(network.word() + " takes pictures in colour: leave --channels away");
        }
        return measures()
                .map(measures -> new Size2(measures[0], measures[1]))
                .orElseGet(() -> Size2.square(network.usualSize()));
    }

    /** Whether a size was given. */
    boolean areGiven() {
        return size.isPresent() || channels.isPresent();
    }

    /** Says of which layers a file has the weights. */
    void layers(ModelDefinition definition, Opening open) {
        switch (definition) {
            case ModelDefinition.Known(KnownArchitecture known) -> open.layers(known, input(known));
            case ModelDefinition.InZoo(KnownNetwork network) -> open.pretrained(network, size(network));
            case ModelDefinition.Described described -> open.layers(described.architecture());
            case ModelDefinition.Written written ->
                open.layers(labels -> layers(written, labels).architecture());
        }
    }

    /** The layers that a text defines, for as many labels as are known. */
    Parsed.Defined layers(ModelDefinition.Written written, OptionalInt labels) {
        Optional<Shape> input = given();
        if (input.isPresent()
                && written.parse(script -> {}) instanceof Parsed.Defined defined
                && defined.architecture().takesKnownShapes()) {
            requireThese(written.file(), defined.architecture());
        }
        return written.layers(input, labels);
    }

    /** Refuses a text with errors, as far as they can be seen before the labels are known. */
    void check(ModelDefinition.Written written) {
        var _ = written.parse(script -> given().ifPresent(script::input)).architecture();
    }

    /** The shape of the pictures, if it was given; in colour unless told. */
    private Optional<Shape> given() {
        if (size.isEmpty() && channels.isPresent()) {
            throw new ClassifierException("--channels goes with --size for a text with the layers");
        }
        return measures().map(measures -> Shape.of(measures[0], measures[1], channels.orElse(3)));
    }

    private Optional<int[]> measures() {
        return size.map(SizeOptions::measures);
    }

    private static int[] measures(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new ClassifierException(
                    "--size is a height, or height x width, such as 96 or 96x128, got '" + text + "'");
        }
        int height = Integer.parseInt(matcher.group(1));
        int width = matcher.group(2) == null ? height : Integer.parseInt(matcher.group(2));
        if (height < 1 || width < 1) {
            throw new ClassifierException("--size is at least 1x1, got '" + text + "'");
        }
        return new int[] {height, width};
    }
}
