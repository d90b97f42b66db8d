package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Opening;
import dev.glimpse.classifier.Preprocessing;
import dev.glimpse.image.Resize;
import dev.glimpse.zoo.pixel.PixelMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options that say what a model file does not when others made it. */
class ForeignOptions {

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            order = 20,
            description = "For a model that others made: what its outputs are called, one label a line in their order, "
                    + "Teachable Machine's labels.txt, or JSON such as Keras's imagenet_class_index.json. "
                    + "Default: their numbers.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--preprocessing",
            paramLabel = "MODE",
            order = 21,
            description =
                    "For a model that others made: what its network wants for pixels, as Keras calls it: none (0 to "
                            + "255), 0..1, tf (-1 to 1), caffe (VGG, ResNet) or torch (DenseNet). Default: none.")
    private Optional<String> preprocessing = Optional.empty();

    @Option(
            names = "--logits",
            order = 22,
            description =
                    "For a model that others made: it ends in logits, so put softmax behind them. Default: it ends in "
                            + "probabilities.")
    private boolean logits;

    private Optional<PixelMode> mode() {
        return preprocessing.map(word -> PixelMode.named(word)
                .orElseThrow(() -> new ClassifierException("--preprocessing is one of "
                        + Arrays.stream(PixelMode.values()).map(PixelMode::word).collect(Collectors.joining(", "))
                        + ", got '" + word + "'")));
    }

    /** Whether one of them was given. */
    boolean areGiven() {
        return labels.isPresent() || preprocessing.isPresent() || logits;
    }

    /** Hands on what was given. */
    void apply(Opening open) {
        mode().ifPresent(open::preprocessing);
        labels.ifPresent(open::labels);
        if (logits) {
            open.logits();
        }
    }

    /**
     * Says on one line of standard error what is taken for granted of a model file that others made.
     *
     * @param unlessTold what the network is given for pixels otherwise
     * @param otherwise what its labels are if no file names them
     */
    void tell(Screen screen, Path file, Preprocessing pictures, PixelMode unlessTold, String otherwise) {
        PixelMode mode = mode().orElse(unlessTold);
        screen.err()
                .println(Failure.oneLine(file + " was not saved by Glimpse: labels are "
                        + labels.map(given -> "those in " + given).orElse(otherwise)
                        + "; pictures are " + fitted(pictures.resize()) + " "
                        + pictures.resize().height() + "x"
                        + pictures.resize().width() + (pictures.channels() == 1 ? " in grey" : " in colour")
                        + ", and pixels given as " + mode.range() + " (--preprocessing " + mode.word() + ")"));
    }

    private static String fitted(Resize resize) {
        return switch (resize.fit()) {
            case SQUASH -> "squashed to";
            case CENTER_CROP -> "cropped to";
            case LETTERBOX -> "letterboxed to";
        };
    }
}
