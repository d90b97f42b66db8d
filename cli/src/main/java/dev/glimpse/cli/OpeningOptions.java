package dev.glimpse.cli;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Export;
import dev.glimpse.classifier.Opening;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.classifier.architecture.ModelDefinition;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.script.Parsed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.pixel.PixelMode;
import dev.glimpse.zoo.weights.KnownWeights;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a command that asks a model: what the model file does not say itself. */
final class OpeningOptions {

    @Mixin
    private ForeignOptions foreign = new ForeignOptions();

    @Option(
            names = "--fit",
            paramLabel = "HOW",
            order = 23,
            description =
                    "For a model that others made: squash, center-crop or letterbox pictures of other proportions. "
                            + "Default: squash.")
    private Optional<String> fit = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            order = 24,
            description = "For a file that has nothing but weights: what they are the weights of, as a name or a file.")
    private Optional<String> layers = Optional.empty();

    @Mixin
    private SizeOptions size = new SizeOptions();

    /** Opens a model, and says on standard error what is taken for granted of it. */
    Classifier open(Screen screen, NamedModel model) {
        size.checkSize();
        return switch (model) {
            case NamedModel.InZoo(KnownNetwork network) -> {
                requireKnown(network);
                Path file = PulledWeights.classifier(screen, network);
                yield Classifier.load(file, open -> pretrained(network, open));
            }
            case NamedModel.InFile(Path file) -> open(screen, file);
        };
    }

    /** Says what is known of a network of the zoo; only how pictures are fitted can be said otherwise. */
    private void pretrained(KnownNetwork network, Opening open) {
        open.pretrained(network);
        fit().ifPresent(open::fit);
    }

    /** Refuses what is about files with models, and another size than that of the classes' weights, as Keras does. */
    void requireKnown(KnownNetwork network) {
        if (foreign.areGiven() || layers.isPresent()) {
            throw new ClassifierException(network.word() + " is a network of the zoo, of which all is known: leave"
                    + " --labels, --preprocessing, --logits and --model away");
        }
        if (size.areGiven()) {
            throw new ClassifierException(network.word() + " tells ImageNet's classes apart in colour pictures of "
                    + network.usualSize() + "x" + network.usualSize() + ": leave --size and --channels away");
        }
    }

    private Classifier open(Screen screen, Path file) {
        Classifier classifier = Classifier.load(file, this::apply);
        if (classifier.isForeign()) {
            foreign.tell(screen, file, classifier.preprocessing(), unlessTold(), otherwise());
        }
        return classifier;
    }

    /** The network whose weights a file has, if it is one of the zoo. */
    private Optional<KnownNetwork> network() {
        return layers.flatMap(KnownNetwork::named);
    }

    private PixelMode unlessTold() {
        return network().map(network -> KnownWeights.of(network).pixels()).orElse(PixelMode.NONE);
    }

    /** What outputs are called that no file names. */
    private String otherwise() {
        return network().isPresent()
                ? "ImageNet's (--labels names others)"
                : "the numbers of its outputs (--labels names them)";
    }

    /** Opens a model to write it in another format, and says on standard error what is taken for granted of it. */
    Export export(Screen screen, NamedModel model) {
        size.checkSize();
        return switch (model) {
            case NamedModel.InZoo(KnownNetwork network) -> {
                requireKnown(network);
                Path file = PulledWeights.classifier(screen, network);
                yield Export.of(file, open -> pretrained(network, open));
            }
            case NamedModel.InFile(Path file) -> export(screen, file);
        };
    }

    private Export export(Screen screen, Path file) {
        Export export = Export.of(file, this::apply);
        if (export.isForeign()) {
            export.views().ifPresent(views -> foreign.tell(screen, file, views.first(), unlessTold(), otherwise()));
        }
        return export;
    }

    /** Whether something was given that is about a model file. */
    boolean areGiven() {
        return foreign.areGiven() || fit.isPresent() || layers.isPresent();
    }

    /** The layers of a model as it would be opened. */
    Architecture layers(Path file) {
        size.checkSize();
        return Classifier.describe(file, this::apply);
    }

    /** The size of the pictures of a network of the zoo. */
    Size2 size(KnownNetwork network) {
        size.checkSize();
        return size.size(network);
    }

    /** What an architecture known by name takes. */
    Shape input(KnownArchitecture known) {
        size.checkSize();
        return size.input(known);
    }

    /** The layers that a text defines, for as many labels as are known. */
    Parsed.Defined layers(ModelDefinition.Written written, OptionalInt labels) {
        size.checkSize();
        return size.layers(written, labels);
    }

    /** The definition that a name or a path stands for. */
    ModelDefinition definition(String nameOrFile) {
        size.checkSize();
        return size.definition(nameOrFile);
    }

    private void apply(Opening open) {
        layers.ifPresentOrElse(name -> size.layers(size.definition(name), open), () -> size.apply(open));
        foreign.apply(open);
        fit().ifPresent(open::fit);
    }

    private Optional<Resize.Fit> fit() {
        return fit.map(word -> Words.read(Resize.Fit.class, "--fit", word));
    }
}
