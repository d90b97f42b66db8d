package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.doctor.DataDoctor;
import dev.glimpse.classifier.doctor.Diagnosis;
import dev.glimpse.classifier.doctor.DoctorOptions;
import dev.glimpse.classifier.doctor.FindingKind;
import dev.glimpse.classifier.embedding.Embedder;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Limit;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.archive.WholeFile;
import dev.glimpse.zoo.Backbone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code glimpse data check}: what in a dataset is likely to spoil what is learnt from it. */
@Command(
        name = "check",
        description = {
            "Look for what spoils a dataset: wrong labels, one picture under two labels or in two splits, copies, "
                    + "dark, light, blurry and odd pictures, labels with too few of them. Nothing is changed.",
            ""
        })
final class DataCheckCommand implements Callable<Integer> {

    private final Screen screen;

    @Parameters(
            paramLabel = "DATA",
            description = "A folder of class folders, a zip of one, a CSV manifest, or a folder of MNIST's IDX files.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path data;

    @Option(
            names = "--backbone",
            paramLabel = "NAME",
            order = 1,
            description = "The pretrained network by which pictures are compared. Default: mobilenet_v2, or the best "
                    + "that is there.")
    private Optional<String> backbone = Optional.empty();

    @Option(
            names = "--no-embeddings",
            order = 2,
            description = "Compare pictures by perceptual hashes alone: sooner, and without a look at labels.")
    private boolean withoutEmbeddings;

    @Option(
            names = "--skip",
            paramLabel = "KIND",
            split = ",",
            order = 3,
            description = "Kinds of findings that are not wanted, separated by commas: unreadable, two-labels, "
                    + "across-splits, label-suspect, too-few, imbalance, exact-copies, near-copies, look-alikes, dark, "
                    + "light, low-information, blurry, odd-aspect-ratio, odd-size, grayscale.")
    private List<String> skipped = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N|SHARE",
            order = 4,
            description =
                    "Check only so many pictures (500) or such a part (0.1 or 10%%), classes and splits in proportion. "
                            + "Default: all.")
    private Optional<String> limit = Optional.empty();

    @Option(
            names = "--show",
            paramLabel = "N",
            order = 5,
            description = "Name so many findings of each kind. Default: 5.")
    private int shown = 5;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            order = 6,
            description =
                    "Write all findings as JSON to this file; - writes them to standard output, and nothing else.")
    private Optional<String> json = Optional.empty();

    @Option(names = "--strict", order = 7, description = "End with exit code 2 if anything was found.")
    private boolean strict;

    @Mixin
    private CheckOutputs outputs = new CheckOutputs();

    DataCheckCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Set<FindingKind> unwanted = unwanted();
        Optional<Limit> part = limit.map(Limit::parse);
        if (shown < 1) {
            throw new ClassifierException("--show is 1 or more, got " + shown);
        }
        if (withoutEmbeddings && backbone.isPresent()) {
            throw new ClassifierException(
                    "--backbone is for comparing by embeddings: leave it or --no-embeddings away");
        }
        outputs.require(data, json.filter(file -> !file.equals("-")).map(Path::of));
        try (Dataset whole = open()) {
            Dataset dataset = part.map(whole::limited).orElse(whole);
            Diagnosis diagnosis = check(dataset, unwanted);
            tell(diagnosis);
            outputs.write(screen, data, dataset, diagnosis);
            if (strict && !diagnosis.isHealthy()) {
                Glimpse.printError(
                        screen,
                        new Failure(
                                Failure.WRONG_INPUT,
                                "--strict: " + diagnosis.findings().size() + " findings"));
                return Failure.WRONG_INPUT;
            }
            return 0;
        }
    }

    private Set<FindingKind> unwanted() {
        Set<FindingKind> unwanted = EnumSet.noneOf(FindingKind.class);
        for (String word : skipped) {
            unwanted.add(Arrays.stream(FindingKind.values())
                    .filter(kind -> kind.word().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new ClassifierException("--skip takes "
                            + Arrays.stream(FindingKind.values())
                                    .map(FindingKind::word)
                                    .collect(Collectors.joining(", "))
                            + ", got '" + word + "'")));
        }
        return unwanted;
    }

    private Dataset open() {
        try (ProgressLine progress =
                new ProgressLine(screen, "Reading files", ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED)) {
            return Dataset.open(data, open -> open.progress((done, all) -> progress.at(done, OptionalLong.of(all))));
        }
    }

    private Diagnosis check(Dataset dataset, Set<FindingKind> unwanted) {
        Optional<Backbone> network = network();
        if (network.isEmpty()) {
            String reason = withoutEmbeddings ? "--no-embeddings was given" : "no pretrained network is at hand";
            return check(dataset, unwanted, options -> options.withoutEmbedder(reason));
        }
        Backbone found = network.get();
        try (Embedder embedder = Embedder.of(found, Resize.Fit.CENTER_CROP, EmbeddingStore.ofUser())) {
            return check(dataset, unwanted, options -> options.embedder(found.word(), embedder));
        }
    }

    private Diagnosis check(Dataset dataset, Set<FindingKind> unwanted, Consumer<DoctorOptions> sight) {
        try (ProgressLine looking = progress("Looking at pictures");
                ProgressLine embedding = progress("Embedding pictures")) {
            return DataDoctor.check(dataset, options -> {
                unwanted.forEach(options::without);
                options.looking((done, all) -> looking.at(done, OptionalLong.of(all)))
                        .embedding((done, all) -> embedding.at(done, OptionalLong.of(all)))
                        .remarks(remark -> screen.err().println(Failure.oneLine(remark)));
                sight.accept(options);
            });
        }
    }

    private ProgressLine progress(String what) {
        return new ProgressLine(screen, what, ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED);
    }

    private Optional<Backbone> network() {
        if (withoutEmbeddings) {
            return Optional.empty();
        }
        Backbones backbones = new Backbones(screen);
        return backbone.isPresent()
                ? backbone.map(word -> backbones.named(word, Optional.empty()))
                : backbones.ifAny("pictures are compared by perceptual hashes alone, and labels are not checked");
    }

    private void tell(Diagnosis diagnosis) throws IOException {
        if (json.isPresent() && json.get().equals("-")) {
            screen.out().print(diagnosis.json());
            return;
        }
        screen.out().print(diagnosis.text(shown));
        if (json.isPresent()) {
            byte[] content = diagnosis.json().getBytes(StandardCharsets.UTF_8);
            WholeFile.write(Path.of(json.get()), out -> out.write(content));
            screen.err().println("Wrote " + json.get());
        }
    }
}
