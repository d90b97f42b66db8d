package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.table.DenseNetwork;
import dev.glimpse.classifier.table.DenseNetwork.Scaling;
import dev.glimpse.learn.Learner;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Options of {@code glimpse regress}: what learns, and how. */
final class RegressionOptions {

    private static final List<String> OF_NETWORKS =
            List.of("--units", "--standardize", "--model", "--epochs", "--batch-size", "--learning-rate");

    @Option(
            names = "--units",
            paramLabel = "N[,N...]",
            order = 11,
            description = "Dense layers with ReLU of so many units; 0 for none. Default: one, as large as there are"
                    + " columns to learn from.")
    private Optional<String> units = Optional.empty();

    @Option(
            names = "--standardize",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            order = 12,
            description = "Bring each column to mean 0 and deviation 1, by a layer of the network that learns them from"
                    + " the rows it learns from. Default: yes.")
    private boolean standardize;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            order = 13,
            description = "The network instead, as text as Keras's users write it, or as Keras's JSON; Normalization()"
                    + " in it standardises.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--learner",
            paramLabel = "NAME",
            order = 14,
            description = "A classical learner instead of a network: knn, svm, linear-svm, forest, boosting; one that"
                    + " cannot says so.")
    private Optional<String> learner = Optional.empty();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            order = 15,
            description = "How often all rows are learnt. Default: 100.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            order = 16,
            description = "How many rows are learnt together. Default: 32.")
    private Optional<Integer> batchSize = Optional.empty();

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            order = 17,
            description = "How far Adam goes. Default: 0.001.")
    private Optional<Double> learningRate = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            order = 18,
            description = "What all chance is drawn from, the folds among it. Default: 0.")
    private long seed;

    void check(ParseResult line, Optional<Path> output) {
        List<String> given = line.matchedOptions().stream()
                .map(option -> option.longestName())
                .toList();
        if (learner.isPresent()) {
            Stream.concat(OF_NETWORKS.stream(), Stream.of("--no-standardize"))
                    .filter(given::contains)
                    .findFirst()
                    .ifPresent(name -> {
                        throw new ClassifierException(
                                name + " is about a network, and --learner takes another way: leave one of them away");
                    });
            if (output.isPresent()) {
                throw new ClassifierException(
                        "a .keras file holds a network: leave --learner away, or -o, which learners cannot be"
                                + " saved by yet");
            }
        }
        if (model.isPresent() && (given.contains("--units") || given.contains("--standardize"))) {
            throw new ClassifierException((given.contains("--units") ? "--units" : "--standardize")
                    + " is part of what --model says: leave one of them away");
        }
        epochs.filter(count -> count < 1).ifPresent(count -> {
            throw new ClassifierException("--epochs is at least 1, got " + count);
        });
        batchSize.filter(count -> count < 1).ifPresent(count -> {
            throw new ClassifierException("--batch-size is at least 1, got " + count);
        });
        learningRate.filter(rate -> !(rate > 0 && Double.isFinite(rate))).ifPresent(rate -> {
            throw new ClassifierException("--learning-rate is above 0, got " + rate);
        });
        var _ = units();
        var _ = learner();
    }

    Optional<List<Integer>> units() {
        return units.map(text -> {
            if (text.equals("0")) {
                return List.of();
            }
            if (!text.matches("[1-9]\\d{0,4}(,[1-9]\\d{0,4}){0,9}")) {
                throw new ClassifierException(
                        "--units is the size of each dense layer, such as 13 or 64,32, got '" + text + "'");
            }
            return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
        });
    }

    Scaling scaling() {
        return standardize ? Scaling.STANDARDISED : Scaling.AS_THEY_ARE;
    }

    Optional<String> model() {
        return model;
    }

    Optional<Learner> learner() {
        return learner.map(word -> Learner.named(word)
                .orElseThrow(() -> new ClassifierException("--learner is one of "
                        + Learner.ALL.stream().map(Learner::word).collect(Collectors.joining(", ")) + ", got '"
                        + word
                        + "'")));
    }

    long seed() {
        return seed;
    }

    DenseNetwork apply(DenseNetwork usual) {
        DenseNetwork told = epochs.map(usual::epochs).orElse(usual);
        told = batchSize.map(told::batchSize).orElse(told);
        told = learningRate
                .map(told.optimizer()::learningRate)
                .map(told::optimizer)
                .orElse(told);
        return told.seed(seed);
    }
}
