package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.evaluation.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Options of {@code glimpse train}: judging a recipe by folds instead of teaching once. */
final class CrossValidationOptions {

    private static final String FOLDS = "--folds";

    /** Options about a single training, which may follow where a model is wanted. */
    private static final Set<String> OF_A_MODEL = Set.of("--test", "--checkpoint-every", "--tensorboard-histograms");

    @Option(
            names = FOLDS,
            paramLabel = "N",
            order = 1,
            description =
                    "Judge the recipe instead of making a model: teach N times, each time on all pictures but one of N "
                            + "parts, and judge by that part; 5 or 10 are usual. With -o a model is taught afterwards.")
    private Optional<Integer> folds = Optional.empty();

    @Option(names = "--json", order = 2, description = "With --folds: answer in JSON.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            order = 3,
            description = "With --folds: write the report, with the pictures of mistakes, to one page of HTML as well.")
    private Optional<Path> html = Optional.empty();

    /** How many folds, if it is to be judged by folds. */
    Optional<Integer> folds() {
        return folds;
    }

    /** Refuses what cannot be meant, before any file is touched. */
    void check(ParseResult line, RunOptions files) {
        if (folds.isEmpty()) {
            if (json || html.isPresent()) {
                throw new ClassifierException((json ? "--json" : "--html")
                        + " goes with --folds; of a single training, glimpse evaluate makes the report");
            }
            return;
        }
        if (folds.get() < 2) {
            throw new ClassifierException("--folds is at least 2, got " + folds.get() + "; 5 or 10 are usual");
        }
        for (OptionSpec option : line.matchedOptions()) {
            String name = option.longestName();
            if (name.equals("--resume") || name.equals("--check")) {
                throw new ClassifierException(
                        name + " is about a single training, and --folds makes several: leave one of them away");
            }
            if (OF_A_MODEL.contains(name) && !files.namesOutput()) {
                throw new ClassifierException(name
                        + " is about a model, and --folds alone makes none: name one with -o," + " or leave it away");
            }
        }
        if (json && files.namesOutput()) {
            throw new ClassifierException(
                    "--json answers with a cross-validation alone, and -o teaches a model as well: leave"
                            + " one of them away");
        }
        html.ifPresent(CrossValidationOptions::requireWritable);
    }

    private static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw new ClassifierException(
                    "the report cannot be written to " + file + ": name a file in a folder that exists");
        }
    }

    /** Prints and writes a report. */
    void print(Screen screen, Report report) {
        screen.out().print(json ? report.json() : report.text(screen.columns()));
        html.ifPresent(file -> {
            try {
                report.writeHtml(file);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be written", e);
            }
            screen.err().println("Wrote " + file);
        });
    }

    /** Whether standard output is for the JSON alone. */
    boolean isJson() {
        return json;
    }

    /** A command line without its words on folds: what goes on with the training that follows them. */
    static List<String> without(List<String> words) {
        List<String> kept = new ArrayList<>();
        Iterator<String> each = words.iterator();
        while (each.hasNext()) {
            String word = each.next();
            if (word.equals(FOLDS) || word.equals("--html")) {
                if (each.hasNext()) {
                    each.next();
                }
            } else if (!word.startsWith(FOLDS + "=") && !word.startsWith("--html=")) {
                kept.add(word);
            }
        }
        return kept;
    }
}
