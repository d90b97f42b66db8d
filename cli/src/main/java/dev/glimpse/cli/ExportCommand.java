package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Export;
import dev.glimpse.classifier.ExportFormat;
import dev.glimpse.classifier.Preprocessing;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.script.PythonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code glimpse export}: a model as a file that other programs open. */
@Command(
        name = "export",
        description = {
            "Write a model as a file that other programs open.",
            "",
            "  keras       Keras 3's own file: layers, weights, optimizer, labels, …",
            "  h5          the same in Keras's older file, for Keras 2 and 3",
            "  weights-h5  weights alone; if named .h5 instead of .weights.h5, as Keras 2 has them",
            "  keras-json  layers alone, for keras.models.model_from_json",
            "  python      code for Keras and Pillow: layers, labels, how pictures are",
            "              prepared; the weights are written beside it",
            "  onnx        layers and weights for prediction; labels as metadata",
            "",
            "What scales pixels is part of the model, so they are given as 0 to 255. Probabilities are the same everywhere; "
                    + "that a picture is none of these is told by Glimpse alone.",
            ""
        })
final class ExportCommand implements Callable<Integer> {

    private final Screen screen;

    @Parameters(
            paramLabel = "MODEL",
            description =
                    "A .keras or .h5 file, taught by Glimpse or saved by Keras, or a network of the zoo such as mobilenet_v2.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private String model;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            order = 1,
            description = "keras, h5, weights-h5, keras-json, python or onnx. Default: what the ending of FILE says.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            order = 2,
            description =
                    "Where it goes: .keras, .h5, .weights.h5, .json, .py or .onnx. A file that is there is replaced.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--labels-to",
            paramLabel = "FILE",
            order = 3,
            description = "Write the labels as well, one a line, for formats that have no place for them.")
    private Optional<Path> labelsTo = Optional.empty();

    @Mixin
    private OpeningOptions opening = new OpeningOptions();

    ExportCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        ExportFormat format = format();
        if (labelsTo.map(Path::toAbsolutePath)
                .filter(output.toAbsolutePath()::equals)
                .isPresent()) {
            throw new ClassifierException("--labels-to and -o name the same file " + output + ": name two");
        }
        Export export = opening.export(screen, NamedModel.of(model));
        labelsTo.ifPresent(export::writeLabels);
        List<Path> written = export.write(format, output);
        screen.out()
                .println("Wrote " + written.stream().map(this::sized).collect(Collectors.joining(" and ")) + ": "
                        + howToOpen(format, export));
        labelsTo.ifPresent(file -> screen.out().println("Wrote " + sized(file)));
        lost(export, format).ifPresent(words -> screen.err().println(Failure.oneLine(words)));
        if (export.tellsUnknown() && (format == ExportFormat.ONNX || format == ExportFormat.PYTHON)) {
            screen.err().println("Who runs it gets a guess for every picture: none of these is told by Glimpse alone.");
        }
        return 0;
    }

    private ExportFormat format() {
        String formats =
                Arrays.stream(ExportFormat.values()).map(ExportFormat::word).collect(Collectors.joining(", "));
        if (to.isEmpty()) {
            return ExportFormat.of(output)
                    .orElseThrow(() -> new ClassifierException(
                            "the ending of " + output + " is that of no format: say --to, which is one of " + formats));
        }
        return ExportFormat.named(to.get())
                .orElseThrow(() -> new ClassifierException("--to is one of " + formats + ", got '" + to.get() + "'"));
    }

    private String howToOpen(ExportFormat format, Export export) {
        String file = PythonText.literal(output.toString());
        return switch (format) {
            case KERAS, H5 -> "keras.models.load_model(" + file + ")";
            case WEIGHTS_H5 -> "model.load_weights(" + file + ")";
            case KERAS_JSON -> "keras.models.model_from_json(open(" + file + ").read())";
            case PYTHON ->
                "python " + ShellWords.of(List.of(output.toString()))
                        + (export.views().isPresent() ? " PICTURE..." : "");
            case ONNX -> "onnxruntime.InferenceSession(" + file + ")";
        };
    }

    /** What Glimpse knows of the model and the format has no place for. */
    private Optional<String> lost(Export export, ExportFormat format) {
        boolean keeps =
                switch (format) {
                    case KERAS, H5, PYTHON, ONNX -> true;
                    case WEIGHTS_H5, KERAS_JSON -> false;
                };
        if (keeps || export.views().isEmpty()) {
            return Optional.empty();
        }
        boolean labels = export.labels().isPresent() && labelsTo.isEmpty();
        return Optional.of("a file of the format " + format.word() + " has no place for "
                + (labels ? "labels (--labels-to writes them) and " : "") + "how pictures are prepared: "
                + export.views().get().each().stream().map(ExportCommand::words).collect(Collectors.joining("; and ")));
    }

    private static String words(Preprocessing pictures) {
        Resize resize = pictures.resize();
        return Words.of(resize.fit()) + " to " + resize.height() + "x" + resize.width() + " with the filter "
                + Words.of(resize.filter()) + ", in " + (pictures.channels() == 1 ? "grey" : "colour") + ", 0 to 255";
    }

    private String sized(Path file) {
        try {
            long bytes = Files.size(file);
            return file + " ("
                    + (bytes < 1_000_000
                            ? Math.ceilDiv(bytes, 1_000) + " kB"
                            : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6))
                    + ")";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
