package dev.glimpse.cli;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Guess;
import dev.glimpse.classifier.Prediction;
import dev.glimpse.classifier.Views;
import dev.glimpse.image.ImageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code glimpse predict}: what a model sees in pictures. */
@Command(
        name = "predict",
        description = {
            "Say what a model sees in pictures: its labels with probabilities, the best first. A picture that is too unlike all "
                    + "that it learnt is called none of these, with the guesses it would make nevertheless.",
            "",
            "Each picture is turned upright and brought to the model's size as the model file says; a grey picture "
                    + "becomes colour for a model of colour pictures, and the other way round. What cannot be read is "
                    + "told on standard error, the others are answered, and the exit code is 2.",
            ""
        })
final class PredictCommand implements Callable<Integer> {

    private static final int BATCH = 32;
    private static final int BATCH_BYTES = 64 << 20;
    private static final int TOP_IN_TEXT = 3;
    private static final int TOP_OF_A_THOUSAND = 5;

    private final Screen screen;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            index = "0",
            description =
                    "A .keras or .h5 file, taught by Glimpse or saved by Keras, or a network of the zoo such as mobilenet_v2.")
    @SuppressWarnings("NullAway.Init")
    private String model;

    @Parameters(
            paramLabel = "PICTURE",
            index = "1..*",
            arity = "1..*",
            description = "Files, or folders of them (JPEG, PNG, GIF, BMP, WebP, TIFF).")
    private List<Path> pictures = List.of();

    @Option(
            names = "--top",
            paramLabel = "K",
            description = "Show the K best guesses; 3 unless told, 5 of a network of the zoo, and all of them in JSON.")
    private Optional<Integer> top = Optional.empty();

    @Option(
            names = "--json",
            description = "Answer in JSON, an object a line for each picture: "
                    + "{\"picture\": …, \"unknown\": false, \"strangeness\": …, \"threshold\": …, \"guesses\": [{\"label\": …, "
                    + "\"probability\": …}, …]}; unknown is true where it shows none of the labels.")
    private boolean json;

    @Mixin
    private OpeningOptions opening = new OpeningOptions();

    PredictCommand(Screen screen) {
        this.screen = screen;
    }

    /** What came of opening a picture. */
    private sealed interface Opened {
        record Whole(Path file, Views.Seen picture) implements Opened {}

        record Broken(String reason) implements Opened {}
    }

    @Override
    public Integer call() {
        if (top.orElse(1) < 1) {
            throw new ParameterException(spec.commandLine(), "--top is at least 1, got " + top.get());
        }
        try (Classifier classifier = opening.open(screen, NamedModel.of(model))) {
            List<Path> files = PictureFiles.of(pictures);
            int size = Math.clamp(BATCH_BYTES / classifier.views().bytes(), 1, BATCH);
            int broken = 0;
            for (int start = 0; start < files.size(); start += size) {
                broken += show(classifier, files.subList(start, Math.min(start + size, files.size())));
                if (screen.out().checkError()) {
                    break;
                }
            }
            if (broken > 0 && files.size() > 1) {
                screen.err().println(broken + " of " + files.size() + " pictures could not be read");
            }
            return broken == 0 ? 0 : Failure.WRONG_INPUT;
        }
    }

    /** Prints what the model sees in some pictures, and gives how many could not be read. */
    private int show(Classifier classifier, List<Path> files) {
        Views views = classifier.views();
        List<Opened> opened =
                files.parallelStream().map(file -> open(views, file)).toList();
        List<Path> read = new ArrayList<>();
        List<Views.Seen> seen = new ArrayList<>();
        for (Opened one : opened) {
            switch (one) {
                case Opened.Whole(Path file, Views.Seen picture) -> {
                    read.add(file);
                    seen.add(picture);
                }
                case Opened.Broken(String reason) ->
                    Glimpse.printError(screen, new Failure(Failure.WRONG_INPUT, reason));
            }
        }
        if (!seen.isEmpty()) {
            List<Prediction> predictions = classifier.predictSeen(seen);
            for (int i = 0; i < read.size(); i++) {
                Prediction prediction = predictions.get(i);
                requireProbabilities(prediction);
                String name = read.get(i).toString();
                screen.out()
                        .print(
                                json
                                        ? PredictionText.json(name, prediction, top.orElse(Integer.MAX_VALUE))
                                        : PredictionText.lines(name, prediction, top.orElseGet(this::topInText)));
            }
        }
        return opened.size() - seen.size();
    }

    private int topInText() {
        return switch (NamedModel.of(model)) {
            case NamedModel.InZoo _ -> TOP_OF_A_THOUSAND;
            case NamedModel.InFile _ -> TOP_IN_TEXT;
        };
    }

    /** A model that others made may end in something else. */
    private static void requireProbabilities(Prediction prediction) {
        for (Guess guess : prediction.guesses()) {
            if (!(guess.probability() >= -1e-6 && guess.probability() <= 1 + 1e-6)) {
                throw new ClassifierException("the model gives " + guess.probability() + " for '" + guess.label()
                        + "', which is no probability: "
                        + (Float.isNaN(guess.probability())
                                ? "its training diverged, train again with a lower learning rate"
                                : "if it ends in logits, give --logits"));
            }
        }
    }

    private static Opened open(Views views, Path file) {
        try {
            return new Opened.Whole(file, views.read(file));
        } catch (ImageException e) {
            return new Opened.Broken(String.valueOf(e.getMessage()));
        }
    }
}
