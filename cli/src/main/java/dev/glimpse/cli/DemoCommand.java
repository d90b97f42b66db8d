package dev.glimpse.cli;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.FromScratch;
import dev.glimpse.classifier.Guess;
import dev.glimpse.classifier.Prediction;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.nn.optimizer.Schedules;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code glimpse demo}: the whole way from pictures to predictions, with pictures that it draws itself. */
@Command(
        name = "demo",
        description = {
            "Show the whole way in a minute, without data and without a network: draw pictures, teach a classifier, say how "
                    + "good it is, and ask it about a picture."
        })
final class DemoCommand implements Runnable {

    private static final int PER_THING = 300;
    private static final int EPOCHS = 14;
    private static final int BATCH = 32;
    private static final double PEAK_RATE = 0.005;
    private static final String MODEL = "demo.keras";
    private static final String PICTURES = "demo-pictures";

    private final Screen screen;

    @Option(names = "--seed", paramLabel = "N", description = "What all chance is drawn from. Default: 1.")
    private long seed = 1;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|DIR",
            description =
                    "Where the model goes; the pictures go beside it into " + PICTURES + ". Default: " + MODEL + ".")
    private Path output = Path.of(MODEL);

    DemoCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        Path model = Files.isDirectory(output) ? output.resolve(MODEL) : output;
        Training.requireOutput(training -> training.output(model));
        requireOwn(model);
        Path pictures = model.resolveSibling(PICTURES);
        requireOwnFolder(pictures);
        int count = PER_THING * DrawnPictures.labels().size();
        screen.err()
                .println(String.format(
                        Locale.ROOT,
                        "Drawing %,d pictures of %d things into %s",
                        count,
                        DrawnPictures.labels().size(),
                        pictures));
        DrawnPictures.write(pictures, PER_THING, Seed.of(seed));
        try (Dataset dataset = Dataset.open(pictures).split()) {
            TrainingResult result = teach(dataset);
            if (!(result instanceof TrainingResult.Trained trained)) {
                throw new IllegalStateException("nobody asked the demo to stop");
            }
            try (Classifier classifier = trained.classifier()) {
                classifier.save(model);
                trained.report().ifPresent(report -> judge(dataset, report));
                Path asked = ask(dataset, classifier, pictures);
                next(model, pictures, asked, Duration.ofNanos(System.nanoTime() - start));
            }
        }
    }

    private TrainingResult teach(Dataset dataset) {
        int learnt = dataset.size(Split.TRAIN);
        long steps = (long) EPOCHS * Math.ceilDiv(learnt, BATCH);
        FromScratch recipe = FromScratch.of(
                        KnownArchitecture.SMALL_CNN, Shape.of(DrawnPictures.SIZE, DrawnPictures.SIZE, 3))
                .epochs(EPOCHS)
                .batchSize(BATCH)
                .optimizer(Optimizers.adam().learningRate(Schedules.oneCycle(PEAK_RATE, steps)))
                .seed(seed);
        screen.err().println("Teaching a small convolutional network with " + learnt + " of them");
        try (TrainingView view = new TrainingView(screen, TrainingView.Detail.EPOCHS)) {
            return Training.run(dataset, recipe, training -> training.listener(view::accept));
        }
    }

    private void judge(Dataset dataset, Report report) {
        var accuracy = report.evaluation().accuracy();
        screen.out()
                .println(String.format(
                        Locale.ROOT,
                        "%nAccuracy: %.1f %% of %d pictures that it never saw.%n"
                                + "By colours alone (the 5 pictures with the nearest colours) it would be %.1f %%,"
                                + " by guessing %.1f %%.%n",
                        100 * accuracy.value(),
                        accuracy.of(),
                        100 * ColourNeighbours.accuracy(dataset),
                        100.0 / dataset.labels().size()));
        screen.out().println(report.confusionText(screen.columns()));
    }

    /** Asks about a picture that it did not learn from. */
    private Path ask(Dataset dataset, Classifier classifier, Path pictures) {
        Item item = dataset.items(Split.TEST).findFirst().orElseGet(() -> dataset.item(0));
        Path picture = pictures.resolve(item.name());
        Prediction prediction = classifier.predict(picture);
        screen.out().println("What is " + picture + "?");
        for (Guess guess : prediction.top(3)) {
            screen.out()
                    .println(String.format(Locale.ROOT, "  %5.1f %%  %s", 100 * guess.probability(), guess.label()));
        }
        return picture;
    }

    private void next(Path model, Path pictures, Path asked, Duration took) {
        screen.out().println("\nSaved in " + model + ", " + Durations.words(took) + " after the start. What next");
        command("predict", model.toString(), asked.toString());
        command("evaluate", model.toString(), pictures.toString(), "--html", "demo.html");
        command("summary", model.toString());
        command("train", pictures.toString(), "--epochs", "5", "-o", "mine.keras");
    }

    private void command(String... words) {
        List<String> whole = new ArrayList<>(List.of(ShellWords.program()));
        whole.addAll(List.of(words));
        screen.out().println("  " + ShellWords.of(whole));
    }

    /** A model that a demo made may be replaced; another one is somebody's work. */
    private static void requireOwn(Path model) {
        if (!Files.exists(model)) {
            return;
        }
        try {
            List<String> labels = new ArrayList<>();
            ModelFiles.describe(model).glimpse().path("labels").forEach(label -> labels.add(label.asString()));
            if (labels.equals(DrawnPictures.labels())) {
                return;
            }
        } catch (NnException | IOException _) {
            // What cannot be read is not the demo's either.
        }
        throw new ClassifierException(
                model + " is there already and not from a demo: move it away, or name another file with -o");
    }

    /** Pictures that a demo drew may be drawn over; a folder with anything else in it is left alone. */
    private static void requireOwnFolder(Path pictures) {
        if (!Files.exists(pictures)) {
            return;
        }
        try (Stream<Path> files = Files.list(pictures)) {
            if (files.allMatch(
                    file -> DrawnPictures.labels().contains(file.getFileName().toString()))) {
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(pictures + " cannot be read", e);
        }
        throw new ClassifierException(pictures
                + " has files that are not from a demo: move it away, or let -o name a file" + " in another folder");
    }
}
