package dev.glimpse.cli;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.classifier.Judging;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Limit;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code glimpse evaluate}: how good a model is on pictures whose labels are known. */
@Command(
        name = "evaluate",
        description = {
            "Say how good a model is on pictures whose labels are known.",
            "",
            "It is judged by pictures that it did not learn from: the test split that was recorded when it was taught, "
                    + "or all pictures of a dataset of which it saw none. The report says which. With --split unseen, pictures that "
                    + "came later count as well.",
            ""
        })
final class EvaluateCommand implements Callable<Integer> {

    private static final int MOST_NAMED = 5;

    private final Screen screen;

    @Parameters(
            paramLabel = "MODEL",
            index = "0",
            description =
                    "A .keras or .h5 file, taught by Glimpse or saved by Keras, or a network of the zoo such as mobilenet_v2.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private String model;

    @Parameters(
            paramLabel = "DATA",
            index = "1",
            description = "A folder of class folders, a zip of one, a CSV manifest, or a folder of MNIST's IDX files.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "Judge by these pictures instead: ${COMPLETION-CANDIDATES}.")
    private Optional<Chosen> split = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Judge by a part of them: a number of pictures (500) or a share (0.1 or 10%%).")
    private Optional<String> limit = Optional.empty();

    @Option(
            names = "--unknown",
            paramLabel = "DIR",
            description =
                    "Say as well how it tells pictures that show none of its labels: all in this folder and the folders in "
                            + "it, or another dataset.")
    private Optional<Path> unknown = Optional.empty();

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the report, with the pictures of its mistakes, to one page of HTML as well.")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--strict", description = "Refuse a dataset with files that cannot be read.")
    private boolean strict;

    @Mixin
    private OpeningOptions opening = new OpeningOptions();

    EvaluateCommand(Screen screen) {
        this.screen = screen;
    }

    /** The pictures that a user can ask for. */
    private enum Chosen {
        UNSEEN(Judging.Part.UNSEEN),
        TRAIN(Judging.Part.TRAIN),
        VALIDATION(Judging.Part.VALIDATION),
        TEST(Judging.Part.TEST),
        ALL(Judging.Part.ALL);

        private final Judging.Part part;

        Chosen(Judging.Part part) {
            this.part = part;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws IOException {
        Optional<Limit> most = limit.map(Limit::parse);
        if (html.isPresent()) {
            requireWritable(html.get());
        }
        unknown.filter(place -> !Files.exists(place)).ifPresent(place -> {
            throw new DataException("there is no " + place + ": --unknown wants a folder of pictures, or a dataset");
        });
        try (Classifier classifier = opening.open(screen, NamedModel.of(model));
                Dataset dataset = open()) {
            List<Unreadable> broken = new ArrayList<>(dataset.unreadable());
            int unnamed = dataset.unreadableCount() - broken.size();
            Report report = judge(classifier, dataset, most, broken);
            tell(broken, broken.size() + unnamed);
            screen.out().print(json ? report.json() : report.text(screen.columns()));
            if (html.isPresent()) {
                report.writeHtml(html.get());
                screen.err().println("Wrote " + html.get());
            }
        }
        return 0;
    }

    private Report judge(Classifier classifier, Dataset dataset, Optional<Limit> most, List<Unreadable> broken) {
        try (ProgressLine progress =
                new ProgressLine(screen, "Judging", ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED)) {
            return classifier.evaluate(dataset, NamedModel.of(model).title(), judging -> {
                judging.strictness(strictness())
                        .unreadable(broken::add)
                        .progress((done, all) -> progress.at(done, OptionalLong.of(all)));
                split.ifPresent(chosen -> judging.part(chosen.part));
                most.ifPresent(judging::limit);
                unknown.ifPresent(judging::unknown);
            });
        }
    }

    private Dataset open() {
        try (ProgressLine progress =
                new ProgressLine(screen, "Reading files", ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED)) {
            return Dataset.open(data, open -> open.strictness(strictness())
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

    /** Says so before the work rather than after it. */
    private static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new DataException("--html wants a file, but " + file + " is a folder: name a file in it");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new DataException("the folder of " + file + " does not exist: create it first");
        }
    }
}
