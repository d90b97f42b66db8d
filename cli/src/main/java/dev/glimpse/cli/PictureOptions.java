package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.FromScratch;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.classifier.architecture.ModelDefinition;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Limit;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.split.Shares;
import dev.glimpse.data.stream.Caching;
import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options of {@code glimpse train}: which network, and which pictures in what shape. */
final class PictureOptions {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})(?:[xX×](\\d{1,5}))?");
    private static final double SHARE = 0.15;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            order = 1,
            description = "lenet, mnist-cnn, kerasui, small-cnn, or a .keras file or Keras's JSON with the layers. "
                    + "Default: small-cnn, for grey pictures of 28x28 mnist-cnn.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--size",
            paramLabel = "H[xW]",
            order = 2,
            description =
                    "The size that pictures get, for the models with a name. Default: 64 for small-cnn, 28 for lenet "
                            + "and mnist-cnn, 256 for kerasui.")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--channels",
            paramLabel = "1|3",
            order = 3,
            description = "Grey or colour, for the models with a name. Default: 3 for small-cnn, 1 for the others.")
    private Optional<Integer> channels = Optional.empty();

    @Option(
            names = "--fit",
            paramLabel = "HOW",
            order = 4,
            description = "squash, center-crop or letterbox pictures of other proportions. Default: squash.")
    private String fit = "squash";

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            order = 5,
            description = "The part of the pictures that says which epoch is best. Default: 0.15, or as DATA has it.")
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

    /** Reads everything that can be read without data, so that a slip of the pen is told at once. */
    void check() {
        var _ = Words.read(Resize.Fit.class, "--fit", fit);
        var _ = limit.map(Limit::parse);
        if (shares().isPresent()) {
            var _ = new Shares(validation.orElse(SHARE), test.orElse(SHARE));
        }
        var _ = definition();
        var _ = size.map(PictureOptions::measures);
        if (channels.isPresent() && channels.get() != 1 && channels.get() != 3) {
            throw new ClassifierException("--channels is 1 (grey) or 3 (colour), got " + channels.get());
        }
    }

    Strictness strictness() {
        return strict ? Strictness.REFUSE : Strictness.SKIP;
    }

    /** The dataset with its splits, and only as much of it as is wanted. */
    Dataset prepare(Dataset dataset) {
        Dataset split = shares().isPresent()
                ? dataset.split(options -> options.shares(validation.orElse(SHARE), test.orElse(SHARE)))
                : dataset.split();
        return limit.map(Limit::parse).map(split::limited).orElse(split);
    }

    /** The recipe for the network that was asked for, or that suits the pictures. */
    FromScratch recipe(Dataset dataset) {
        Optional<ModelDefinition> definition = definition();
        FromScratch plain =
                switch (definition.orElseGet(() -> new ModelDefinition.Known(suitable(dataset)))) {
                    case ModelDefinition.Known(KnownArchitecture known) -> FromScratch.of(known, input(known));
                    case ModelDefinition.Described described -> {
                        if (size.isPresent() || channels.isPresent()) {
                            throw new ClassifierException("--size and --channels go with the models that have a name; "
                                    + described.file() + " says itself what it takes: leave them away");
                        }
                        yield FromScratch.of(described.architecture());
                    }
                };
        return plain.fit(Words.read(Resize.Fit.class, "--fit", fit));
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

    private Optional<Shares> shares() {
        return validation.isPresent() || test.isPresent()
                ? Optional.of(new Shares(validation.orElse(SHARE), test.orElse(SHARE)))
                : Optional.empty();
    }

    private Optional<ModelDefinition> definition() {
        return model.map(name -> {
            try {
                return ModelDefinition.of(name);
            } catch (IOException e) {
                throw new UncheckedIOException(name + " cannot be read", e);
            }
        });
    }

    private Shape input(KnownArchitecture known) {
        Shape usual = known.usualInput();
        int[] measures = size.map(PictureOptions::measures).orElse(new int[] {usual.size(0), usual.size(1)});
        return Shape.of(measures[0], measures[1], channels.orElse(usual.size(2)));
    }

    private static int[] measures(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new ClassifierException(
                    "--size is a height, or height x width, such as 96 or 96x128, got '" + text + "'");
        }
        int height = Integer.parseInt(matcher.group(1));
        int width = matcher.group(2) == null ? height : Integer.parseInt(matcher.group(2));
        if (height < 1 || width < 1) {
            throw new ClassifierException("--size is at least 1x1, got '" + text + "'");
        }
        return new int[] {height, width};
    }

    /** Digits have a network of their own; everything else is taken for photographs or drawings. */
    private static KnownArchitecture suitable(Dataset dataset) {
        Optional<Item> first = dataset.items(Split.TRAIN).findFirst();
        if (first.isPresent()) {
            try {
                Picture picture = dataset.picture(first.get());
                if (picture.height() == 28 && picture.width() == 28 && picture.channels() == 1) {
                    return KnownArchitecture.MNIST_CNN;
                }
            } catch (ImageException _) {
                // The one that cannot be read says nothing about the others.
            }
        }
        return KnownArchitecture.SMALL_CNN;
    }
}
