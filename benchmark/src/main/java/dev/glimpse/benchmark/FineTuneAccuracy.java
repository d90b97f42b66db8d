package dev.glimpse.benchmark;

import dev.glimpse.classifier.FineTune;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.TeachingEvent;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.data.Dataset;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.nn.train.EpochResult;
import dev.glimpse.tensor.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many test pictures a head alone tells apart, and how many after the end of its backbone was tuned with it, seed by seed;
 * and what an epoch of that takes.
 *
 * <p>{@code FineTuneAccuracy PICTURES NAME=WEIGHTS LAYERS uniform|discriminative constant|one-cycle RATE EPOCHS SEED…}: a
 * folder, a backbone such as {@code mobilenet_v2_0.35=weights.h5}, the layers to be tuned (a number, the name of the first
 * one, or {@code all}), and how.
 */
public final class FineTuneAccuracy {

    private FineTuneAccuracy() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 8) {
            System.err.println("usage: FineTuneAccuracy PICTURES NAME=WEIGHTS LAYERS uniform|discriminative"
                    + " constant|one-cycle RATE EPOCHS SEED...");
            System.exit(2);
        }
        FineTune recipe = FineTune.of(Head.of(GivenBackbone.of(arguments[1])))
                .layers(FineTune.Layers.parse(arguments[2]))
                .rates(
                        arguments[3].equals("uniform")
                                ? new FineTune.Rates.Uniform()
                                : new FineTune.Rates.Discriminative(2.6))
                .course(arguments[4].equals("constant") ? FineTune.Course.CONSTANT : FineTune.Course.ONE_CYCLE)
                .optimizer(Optimizers.adam().learningRate(Double.parseDouble(arguments[5])))
                .epochs(Integer.parseInt(arguments[6]));
        System.out.println("threads: " + Engine.threads());
        List<Double> heads = new ArrayList<>();
        List<Double> tuned = new ArrayList<>();
        try (Dataset pictures = Dataset.open(Path.of(arguments[0])).split()) {
            for (String seed : Arrays.asList(arguments).subList(7, arguments.length)) {
                FineTune seeded = recipe.seed(Long.parseLong(seed));
                heads.add(accuracy("head", pictures, seeded.head(), seed));
                tuned.add(accuracy("fine-tune", pictures, seeded, seed));
            }
        }
        print("head", heads);
        print("fine-tune", tuned);
    }

    private static double accuracy(String name, Dataset pictures, Recipe recipe, String seed) {
        long started = System.nanoTime();
        var trained = (Trained) Training.run(
                pictures,
                recipe,
                training -> training.watch(event -> {
                    if (event instanceof TeachingEvent.Remark(String text)) {
                        System.out.println("  " + text);
                    }
                }));
        trained.classifier().close();
        trained.history().epochs().stream()
                .filter(_ -> recipe instanceof FineTune)
                .forEach(epoch -> System.out.printf(
                        Locale.ROOT,
                        "  epoch %d: %.2f %% right on validation, loss %.4f%n",
                        epoch.epoch() + 1,
                        100 * epoch.metrics().getOrDefault("val_accuracy", 0.0),
                        epoch.metrics().getOrDefault("val_loss", 0.0)));
        double accuracy = trained.report().orElseThrow().evaluation().accuracy().value();
        System.out.printf(
                Locale.ROOT,
                "%s, seed %s: %.2f %% of the test pictures, %.1f s in all, %.2f s an epoch%n",
                name,
                seed,
                100 * accuracy,
                (System.nanoTime() - started) / 1e9,
                trained.history().epochs().stream()
                        .map(EpochResult::duration)
                        .mapToDouble(duration -> duration.toNanos() / 1e9)
                        .average()
                        .orElse(0));
        return accuracy;
    }

    private static void print(String name, List<Double> accuracies) {
        double mean =
                accuracies.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double squares = accuracies.stream()
                .mapToDouble(accuracy -> Math.pow(accuracy - mean, 2))
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%s: mean of %d seeds %.2f %%, deviation %.2f%n",
                name,
                accuracies.size(),
                100 * mean,
                100 * Math.sqrt(squares / Math.max(1, accuracies.size() - 1)));
    }
}
