package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Training;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code glimpse train}: what is written, and how a training goes on. */
final class RunOptions {

    private static final String OUTPUT = "model.keras";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = 1,
            description = "Where the model goes; checkpoints and logs go into a folder beside it that ends in .run. "
                    + "Default: " + OUTPUT + "; with --folds none.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--resume",
            order = 2,
            description = "Go on with an interrupted training: the same command again, and this.")
    private boolean resume;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "N",
            order = 3,
            description =
                    "Keep the model after every N-th epoch for good. Default: the last and the best, until the end.")
    private Optional<Integer> checkpointEvery = Optional.empty();

    @Option(
            names = "--events",
            paramLabel = "FILE",
            order = 4,
            description = "Write what happens to a file, one JSON object a line, for programs. Default: none.")
    private Optional<Path> events = Optional.empty();

    @Option(
            names = "--tensorboard-histograms",
            order = 5,
            description = "Put histograms of the weights among TensorBoard's files. Default: loss and metrics alone.")
    private boolean histograms;

    @Option(
            names = "--check",
            order = 6,
            description = "Only check whether the network can learn 10 pictures by heart, and write nothing.")
    private boolean check;

    @Option(
            names = "--own-lost",
            paramLabel = "SHARE",
            order = 7,
            description =
                    "The share of its own pictures that it may take for none of these: the more, the more pictures of"
                            + " other things it tells. Default: 0.05.")
    private Optional<Double> ownLost = Optional.empty();

    /** Refuses what cannot be meant, before any file is touched. */
    void check() {
        ownLost.filter(share -> !(share >= 0 && share < 1)).ifPresent(share -> {
            throw new ClassifierException("--own-lost is a share, 0 to below 1, got " + share);
        });
        checkpointEvery.filter(every -> every < 1).ifPresent(every -> {
            throw new ClassifierException("--checkpoint-every is at least 1, got " + every);
        });
    }

    Path output() {
        return output.orElse(Path.of(OUTPUT));
    }

    /** Whether the model file was named. */
    boolean namesOutput() {
        return output.isPresent();
    }

    boolean isCheck() {
        return check;
    }

    boolean resumes() {
        return resume;
    }

    Optional<Path> events() {
        return events;
    }

    /** What goes for each round of a cross-validation as well. */
    void applyToFold(Training training) {
        ownLost.ifPresent(training::ownLost);
    }

    void apply(Training training) {
        training.output(output());
        if (resume) {
            training.resume();
        }
        if (histograms) {
            training.histograms();
        }
        checkpointEvery.ifPresent(training::checkpointEvery);
        applyToFold(training);
    }
}
