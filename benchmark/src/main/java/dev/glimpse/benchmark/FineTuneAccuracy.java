package dev.glimpse.benchmark;

import dev.glimpse.classifier.FineTune;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.TeachingEvent;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.nn.train.EpochResult;
import dev.glimpse.tensor.Engine;
import dev.glimpse.zoo.Backbone;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.pixel.PixelLayers;
import dev.glimpse.zoo.pixel.PixelMode;
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
 * <p>Arguments: a known network whose weights take pixels from -1 to 1 ({@code mobilenet_v2_0.35}), its weights without
 * top, a folder of pictures, a folder where vectors are kept between runs, the layers to be tuned (a number, the name of the
 * first one, or {@code all}), {@code uniform} or {@code discriminative}, {@code constant} or {@code one-cycle}, the learning
 * rate, the epochs, and the seeds.
 */
public final class FineTuneAccuracy {

    private FineTuneAccuracy() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 10) {
            System.err.println("usage: FineTuneAccuracy NETWORK WEIGHTS PICTURES VECTORS LAYERS uniform|discriminative"
                    + " constant|one-cycle RATE EPOCHS SEED...");
            System.exit(2);
        }
        Backbone backbone = backbone(arguments[0], Path.of(arguments[1]));
        EmbeddingStore store = new EmbeddingStore(Path.of(arguments[3]));
        FineTune recipe = FineTune.of(Head.of(backbone))
                .layers(FineTune.Layers.parse(arguments[4]))
                .rates(
                        arguments[5].equals("uniform")
                                ? new FineTune.Rates.Uniform()
                                : new FineTune.Rates.Discriminative(2.6))
                .course(arguments[6].equals("constant") ? FineTune.Course.CONSTANT : FineTune.Course.ONE_CYCLE)
                .optimizer(Optimizers.adam().learningRate(Double.parseDouble(arguments[7])))
                .epochs(Integer.parseInt(arguments[8]));
        System.out.println("threads: " + Engine.threads());
        List<Double> heads = new ArrayList<>();
        List<Double> tuned = new ArrayList<>();
        try (Dataset pictures = Dataset.open(Path.of(arguments[2])).split()) {
            for (String seed : Arrays.asList(arguments).subList(9, arguments.length)) {
                FineTune seeded = recipe.seed(Long.parseLong(seed));
                heads.add(accuracy("head", pictures, seeded.head(), seed, store));
                tuned.add(accuracy("fine-tune", pictures, seeded, seed, store));
            }
        }
        print("head", heads);
        print("fine-tune", tuned);
    }

    private static Backbone backbone(String word, Path weights) throws IOException {
        var layers = KnownNetwork.named(word).orElseThrow().architecture(new Ending.AveragePooled());
        ModelFile model = ModelFiles.readWeights(weights, ModelConfig.of(layers));
        return new Backbone(word, PixelLayers.before(model, PixelMode.TF), weights.getFileName().toString());
    }

    private static double accuracy(
            String name, Dataset pictures, Recipe recipe, String seed, EmbeddingStore store) {
        long started = System.nanoTime();
        var trained = (Trained) Training.run(pictures, recipe, training -> training.embeddings(store)
                .watch(event -> {
                    if (event instanceof TeachingEvent.Remark(String text)) {
                        System.out.println("  " + text);
                    }
                }));
        trained.classifier().close();
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
        double mean = accuracies.stream().mapToDouble(Double::doubleValue).average().orElse(0);
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
