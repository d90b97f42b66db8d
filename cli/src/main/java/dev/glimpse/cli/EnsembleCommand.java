package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Ensemble;
import dev.glimpse.classifier.EnsembleResult;
import dev.glimpse.classifier.Joining;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code glimpse ensemble}: several models made one. */
@Command(
        name = "ensemble",
        description = {
            "Make one model of several: its probabilities are the mean of theirs.",
            "",
            "They know the same labels, and may be of any recipe. Layers that several of them have in common, such as a "
                    + "backbone, are computed once. With --data members and ensemble are judged by pictures that none of the members "
                    + "learnt from, and a threshold for none of these is set; with --weights validation those members say more that "
                    + "make it better.",
            ""
        })
final class EnsembleCommand implements Callable<Integer> {

    private static final int MOST_NAMED = 5;

    private final Screen screen;

    @Parameters(paramLabel = "MODEL", arity = "1..*", description = "Files that Glimpse taught: two or more.")
    private List<Path> models = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            order = 1,
            description = "Where the ensemble goes: a .keras file. One that is there is replaced.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path output;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            order = 2,
            description =
                    "The pictures that the members were taught with, or others with the same labels: a folder of class"
                            + " folders, a zip of one, a CSV manifest, or a folder of MNIST's IDX files.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--weights",
            paramLabel = "HOW",
            order = 3,
            description =
                    "even: all members say the same; validation: as much as makes the log loss on validation pictures"
                            + " smallest, which takes --data. Default: even.")
    private Optional<String> weights = Optional.empty();

    @Option(
            names = "--own-lost",
            paramLabel = "SHARE",
            order = 4,
            description = "The share of its own pictures that it may take for none of these. Default: 0.05.")
    private Optional<Double> ownLost = Optional.empty();

    @Option(names = "--strict", order = 5, description = "Refuse a dataset with files that cannot be read.")
    private boolean strict;

    EnsembleCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Joining.Weights chosen = weights.map(EnsembleCommand::weights).orElse(Joining.Weights.EVEN);
        if (data.isEmpty()) {
            requireNoData(chosen);
        }
        ownLost.filter(share -> !(share >= 0 && share < 1)).ifPresent(share -> {
            throw new ClassifierException("--own-lost is a share, 0 to below 1, got " + share);
        });
        Ensemble.requireOutput(models, output);
        Ensemble ensemble = Ensemble.of(models);
        EnsembleResult result = data.isPresent() ? judged(ensemble, data.get(), chosen) : ensemble.join();
        try (var classifier = result.classifier()) {
            classifier.save(output);
        }
        result.remarks().forEach(remark -> screen.err().println(Failure.oneLine(remark)));
        screen.out().print(EnsembleText.of(result, output));
        return 0;
    }

    private static Joining.Weights weights(String word) {
        return Joining.Weights.named(word)
                .orElseThrow(() -> new ClassifierException("--weights is one of "
                        + Arrays.stream(Joining.Weights.values())
                                .map(Joining.Weights::word)
                                .collect(Collectors.joining(" and "))
                        + ", got '" + word + "'"));
    }

    private void requireNoData(Joining.Weights chosen) {
        if (chosen == Joining.Weights.VALIDATION) {
            throw new ClassifierException("--weights validation chooses weights by pictures: give them with --data");
        }
        if (ownLost.isPresent() || strict) {
            throw new ClassifierException((strict ? "--strict" : "--own-lost")
                    + " is about the pictures of --data: give them, or leave it away");
        }
    }

    private EnsembleResult judged(Ensemble ensemble, Path place, Joining.Weights chosen) {
        try (Dataset dataset = open(place)) {
            List<Unreadable> broken = new ArrayList<>(dataset.unreadable());
            int unnamed = dataset.unreadableCount() - broken.size();
            EnsembleResult result;
            try (ProgressLine progress =
                    new ProgressLine(screen, "Judging", ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED)) {
                result = ensemble.join(dataset, joining -> {
                    joining.weights(chosen)
                            .strictness(strictness())
                            .unreadable(broken::add)
                            .progress((done, all) -> progress.at(done, OptionalLong.of(all)));
                    ownLost.ifPresent(joining::ownLost);
                });
            }
            tell(broken, broken.size() + unnamed);
            return result;
        }
    }

    private Dataset open(Path place) {
        try (ProgressLine progress =
                new ProgressLine(screen, "Reading files", ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED)) {
            return Dataset.open(place, open -> open.strictness(strictness())
                    .progress((done, all) -> progress.at(done, OptionalLong.of(all))));
        }
    }

    private Strictness strictness() {
        return strict ? Strictness.REFUSE : Strictness.SKIP;
    }

    /** Says which files were left out, the first few by name. */
    private void tell(List<Unreadable> broken, int count) {
        broken.stream().limit(MOST_NAMED).forEach(file -> screen.err()
                .println(Failure.oneLine(
                        "left out, for it cannot be read: " + file.name() + " (" + file.reason() + ")")));
        if (count > MOST_NAMED) {
            screen.err()
                    .println("left out, for they cannot be read: " + (count - MOST_NAMED)
                            + " more; glimpse data info names them");
        }
    }
}
