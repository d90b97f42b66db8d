package dev.glimpse.cli;

import dev.glimpse.classifier.FromScratch;
import dev.glimpse.classifier.Opening;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.classifier.architecture.ModelDefinition;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Limit;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.split.Shares;
import dev.glimpse.data.split.SplitOptions;
import dev.glimpse.data.split.Splits;
import dev.glimpse.data.stream.Caching;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.script.Parsed;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Options of {@code glimpse train}: which network, and which pictures in what shape. */
final class PictureOptions extends SizeOptions {

    private static final double SHARE = 0.15;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            order = 1,
            description =
                    "The network of from-scratch: lenet, mnist-cnn, kerasui, small-cnn, a network of the zoo (glimpse zoo list), "
                            + "or a file with the layers: .keras, .h5, Keras's JSON, or text as "
                            + "Keras's users write it. "
                            + "Default: small-cnn, for grey pictures of 28x28 mnist-cnn. With --from a file of bare weights: what they "
                            + "are the weights of.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--fit",
            paramLabel = "HOW",
            order = 4,
            description =
                    "squash, center-crop or letterbox pictures of other proportions. Default: squash; for backbones "
                            + "center-crop.")
    private Optional<String> fit = Optional.empty();

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            order = 5,
            description = "The part of the pictures that says what does best. Default: 0.15, or as DATA has it.")
    private Optional<Double> validation = Optional.empty();

    @Option(
            names = "--test",
            paramLabel = "SHARE",
            order = 6,
            description = "The part that is kept away until the end. Default: 0.15, or as DATA has it.")
    private Optional<Double> test = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N|SHARE",
            order = 7,
            description =
                    "Take only so many pictures (500) or such a part (0.1 or 10%%), classes and splits in proportion. "
                            + "Default: all.")
    private Optional<String> limit = Optional.empty();

    @Option(
            names = "--strict",
            order = 8,
            description = "Refuse data with pictures that cannot be read. Default: they are named and left out.")
    private boolean strict;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            order = 9,
            description = "Keep decoded pictures in a file in this folder, for the next epoch and the next training. "
                    + "Default: in memory where all fit into 64 MB.")
    private Optional<Path> cache = Optional.empty();

    /** Whether a network was named. */
    boolean namesModel() {
        return model.isPresent();
    }

    /** Reads everything that can be read without data, so that a slip of the pen is told at once. */
    void check() {
        var _ = fit();
        var _ = limit.map(Limit::parse);
        if (shares().isPresent()) {
            var _ = new Shares(validation.orElse(SHARE), test.orElse(SHARE));
        }
        checkSize();
        definition().ifPresent(definition -> {
            if (definition instanceof ModelDefinition.Written written) {
                check(written);
            }
        });
    }

    /** What becomes of pictures of other proportions, if it was said. */
    Optional<Resize.Fit> fit() {
        return fit.map(word -> Words.read(Resize.Fit.class, "--fit", word));
    }

    Strictness strictness() {
        return strict ? Strictness.REFUSE : Strictness.SKIP;
    }

    /**
     * The dataset with its splits, and only as much of it as is wanted.
     *
     * @param known splits that were recorded before
     */
    Dataset prepare(Dataset dataset, Splits known) {
        Dataset split = dataset.split(options -> {
            SplitOptions chosen = options.known(known);
            return shares().isPresent() ? chosen.shares(validation.orElse(SHARE), test.orElse(SHARE)) : chosen;
        });
        return limit.map(Limit::parse).map(split::limited).orElse(split);
    }

    /** The recipe for the network that was asked for, or that suits the pictures. */
    FromScratch recipe(Dataset dataset, Screen screen) {
        FromScratch plain =
                switch (definition().orElseGet(() -> new ModelDefinition.Known(FromScratch.suitable(dataset)))) {
                    case ModelDefinition.Known(KnownArchitecture known) -> FromScratch.of(known, input(known));
                    case ModelDefinition.InZoo(KnownNetwork network) ->
                        FromScratch.of(network.architecture(
                                size(network),
                                new Ending.Classes(dataset.labels().size())));
                    case ModelDefinition.Described described -> FromScratch.of(described.architecture());
                    case ModelDefinition.Written written -> {
                        Parsed.Defined layers =
                                layers(written, OptionalInt.of(dataset.labels().size()));
                        layers.remarks().forEach(screen.err()::println);
                        yield FromScratch.of(layers.architecture());
                    }
                };
        return fit().map(plain::fit).orElse(plain);
    }

    /** Says how a model that others made sees pictures, and what its weights are those of. */
    void describe(Opening open) {
        definition().ifPresentOrElse(definition -> layers(definition, open), () -> apply(open));
        fit().ifPresent(open::fit);
    }

    /** Where decoded pictures are kept. */
    Optional<Caching> caching() {
        return cache.map(folder -> {
            try {
                Files.createDirectories(folder);
                // Half of what is free leaves room for the model and its checkpoints.
                return Caching.disk(folder, Files.getFileStore(folder).getUsableSpace() / 2);
            } catch (IOException e) {
                throw new UncheckedIOException("the folder " + folder + " cannot be used as a cache", e);
            }
        });
    }

    /** The part that steers, if it was said. */
    Optional<Double> validation() {
        return validation;
    }

    private Optional<Shares> shares() {
        return validation.isPresent() || test.isPresent()
                ? Optional.of(new Shares(validation.orElse(SHARE), test.orElse(SHARE)))
                : Optional.empty();
    }

    private Optional<ModelDefinition> definition() {
        return model.map(this::definition);
    }
}
