package dev.glimpse.cli;

import dev.glimpse.classifier.Addition;
import dev.glimpse.classifier.Classifier;
import dev.glimpse.image.ImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code glimpse add}: more samples for a model that compares with samples. */
@Command(
        name = "add",
        description = {
            "Show more samples to a model of the recipe knn: they take effect at once.",
            "",
            "A label that the model does not know yet is a new class. A picture that is a sample already counts once, and "
                    + "gets this label. Pictures that the model is judged by stay that. What cannot be read is told on "
                    + "standard error, the others are added, and the exit code is 2.",
            ""
        })
final class AddCommand implements Callable<Integer> {

    private final Screen screen;

    @Parameters(paramLabel = "MODEL", index = "0", description = "A .keras file, taught with --recipe knn.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path model;

    @Parameters(paramLabel = "LABEL", index = "1", description = "What the pictures show.")
    @SuppressWarnings("NullAway.Init")
    private String label;

    @Parameters(
            paramLabel = "PICTURE",
            index = "2..*",
            arity = "1..*",
            description = "Files, or folders of them (JPEG, PNG, GIF, BMP, WebP, TIFF).")
    private List<Path> pictures = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the model goes. Default: where it was. A file that is there is replaced.")
    private Optional<Path> output = Optional.empty();

    AddCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        try (Classifier classifier = Classifier.load(model)) {
            classifier.requireSamples();
            int before = samples(classifier);
            int labels = classifier.labels().size();
            List<Path> files = PictureFiles.of(pictures);
            Map<Addition, Integer> counts = new EnumMap<>(Addition.class);
            int broken = 0;
            for (Path file : files) {
                try {
                    counts.merge(classifier.add(file, label), 1, Integer::sum);
                } catch (ImageException unreadable) {
                    Glimpse.printError(
                            screen, new Failure(Failure.WRONG_INPUT, String.valueOf(unreadable.getMessage())));
                    broken++;
                }
            }
            boolean changed = counts.containsKey(Addition.ADDED) || counts.containsKey(Addition.RELABELLED);
            // A link stays one, and what it leads to is written over.
            Path target = output.isPresent() ? output.get() : model.toRealPath();
            if (changed || output.isPresent()) {
                classifier.save(target);
            }
            tell(counts, broken);
            screen.out()
                    .println(output.orElse(model)
                            + (changed ? " has " : " still has ")
                            + String.format(
                                    Locale.ROOT,
                                    "%,d samples of %,d labels",
                                    samples(classifier),
                                    classifier.labels().size())
                            + (classifier.labels().size() > labels ? "; '" + label + "' is new" : "")
                            + (changed ? String.format(Locale.ROOT, " (%,d before)", before) : ""));
            return broken == 0 ? 0 : Failure.WRONG_INPUT;
        }
    }

    private static int samples(Classifier classifier) {
        return Arrays.stream(classifier.samples().orElseThrow()).sum();
    }

    private void tell(Map<Addition, Integer> counts, int broken) {
        List<String> words = new ArrayList<>();
        words.add("added " + counted(counts.getOrDefault(Addition.ADDED, 0)) + " of '" + label + "'");
        put(words, counts.getOrDefault(Addition.RELABELLED, 0), " had another label");
        put(words, counts.getOrDefault(Addition.KNOWN, 0), " known already");
        put(words, counts.getOrDefault(Addition.HELD_OUT, 0), " kept to judge by");
        put(words, broken, " could not be read");
        String line = String.join(", ", words);
        screen.out().println(line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1));
    }

    private static void put(List<String> words, int count, String what) {
        if (count > 0) {
            words.add(String.format(Locale.ROOT, "%,d", count) + what);
        }
    }

    private static String counted(int pictures) {
        return String.format(Locale.ROOT, "%,d", pictures) + (pictures == 1 ? " picture" : " pictures");
    }
}
