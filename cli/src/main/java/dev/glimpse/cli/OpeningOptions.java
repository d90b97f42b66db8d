package dev.glimpse.cli;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.classifier.Export;
import dev.glimpse.classifier.Opening;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.classifier.architecture.ModelDefinition;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.script.Parsed;
import dev.glimpse.tensor.Shape;
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
    Classifier open(Screen screen, Path file) {
        size.checkSize();
        Classifier classifier = Classifier.load(file, this::apply);
        if (classifier.isForeign()) {
            foreign.tell(screen, file, classifier.preprocessing(), "the numbers of its outputs (--labels names them)");
        }
        return classifier;
    }

    /** Opens a model to write it in another format, and says on standard error what is taken for granted of it. */
    Export export(Screen screen, Path file) {
        size.checkSize();
        Export export = Export.of(file, this::apply);
        if (export.isForeign()) {
            export.preprocessing()
                    .ifPresent(pictures ->
                            foreign.tell(screen, file, pictures, "the numbers of its outputs (--labels names them)"));
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
        foreign.apply(open);
        fit.map(word -> Words.read(Resize.Fit.class, "--fit", word)).ifPresent(open::fit);
        layers.ifPresentOrElse(name -> size.layers(size.definition(name), open), () -> size.apply(open));
    }
}
