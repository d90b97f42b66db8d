package dev.glimpse.benchmark;

import dev.glimpse.classifier.Ensemble;
import dev.glimpse.classifier.EnsembleResult;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Joining;
import dev.glimpse.classifier.Linear;
import dev.glimpse.classifier.Neighbours;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.zoo.Backbone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What ensembles of three make of the flowers, beside their members: accuracy and log loss on the test split, with even weights and with
 * those chosen on validation.
 *
 * <p>{@code EnsembleAccuracy FLOWERS NAME=WEIGHTS NAME=WEIGHTS SEED…}: the folder and two backbones. Two ensembles for each seed: head,
 * linear and knn on the first backbone, and head and linear on the first with a head on the second. The seed is that of the heads.
 */
public final class EnsembleAccuracy {

    private EnsembleAccuracy() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 4) {
            System.err.println("usage: EnsembleAccuracy FLOWERS NAME=WEIGHTS NAME=WEIGHTS SEED...");
            System.exit(2);
        }
        Backbone first = GivenBackbone.of(arguments[1]);
        Backbone second = GivenBackbone.of(arguments[2]);
        Path folder = Files.createTempDirectory("ensembles");
        List<Double> differences = new ArrayList<>();
        try (Dataset flowers = Dataset.open(Path.of(arguments[0])).split()) {
            Path linear = taught(flowers, Linear.of(first), folder.resolve("linear.keras"));
            Path neighbours = taught(flowers, Neighbours.of(first), folder.resolve("knn.keras"));
            for (String word : List.of(arguments).subList(3, arguments.length)) {
                long seed = Long.parseLong(word);
                Path head = taught(flowers, Head.of(first).seed(seed), folder.resolve("head-" + seed + ".keras"));
                Path small = taught(flowers, Head.of(second).seed(seed), folder.resolve("small-" + seed + ".keras"));
                System.out.println("Seed " + seed);
                for (List<Path> members : List.of(List.of(head, linear, neighbours), List.of(head, linear, small))) {
                    for (Joining.Weights weights : Joining.Weights.values()) {
                        EnsembleResult result = Ensemble.of(members).join(flowers, joining -> joining.weights(weights));
                        result.classifier().close();
                        differences.add(print(result, weights));
                    }
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "By %d test pictures: of %d ensembles the worst is %+.2f points from its best member, their mean %+.2f%n",
                    flowers.size(Split.TEST),
                    differences.size(),
                    differences.stream().mapToDouble(value -> value).min().orElseThrow(),
                    differences.stream().mapToDouble(value -> value).average().orElseThrow());
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.toList().reversed()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path taught(Dataset flowers, Recipe recipe, Path file) {
        var trained = (Trained) Training.run(flowers, recipe, training -> training.output(file));
        trained.classifier().close();
        return file;
    }

    /** Prints members and ensemble, and gives how far it is from the best of them, in points. */
    private static double print(EnsembleResult result, Joining.Weights weights) {
        result.members().forEach(EnsembleAccuracy::print);
        print(result.whole());
        double best = result.members().stream()
                .mapToDouble(EnsembleAccuracy::onTest)
                .max()
                .orElseThrow();
        double difference = 100 * (onTest(result.whole()) - best);
        System.out.printf(
                Locale.ROOT,
                "  %s weights: %+.2f points from the best member; %,d parameters, %,d one by one%n",
                weights.word(),
                difference,
                result.parameters(),
                result.separately());
        return difference;
    }

    private static double onTest(EnsembleResult.Judged judged) {
        return judged.test().orElseThrow().accuracy().value();
    }

    private static void print(EnsembleResult.Judged judged) {
        Function<Evaluation, String> words = seen -> String.format(
                Locale.ROOT, "%.2f %% (%.4f)", 100 * seen.accuracy().value(), seen.logLoss());
        System.out.printf(
                Locale.ROOT,
                "  %-16s %-26s %.3f  validation %s  test %s%n",
                judged.name(),
                judged.recipe(),
                judged.weight(),
                judged.validation().map(words).orElse("-"),
                judged.test().map(words).orElse("-"));
    }
}
