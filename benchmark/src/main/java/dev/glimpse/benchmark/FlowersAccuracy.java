package dev.glimpse.benchmark;

import dev.glimpse.classifier.FineTune;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Linear;
import dev.glimpse.classifier.Neighbours;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.tensor.Seed;
import dev.glimpse.zoo.Backbone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What each recipe makes of the flowers, as a table in Markdown: accuracy on the test split, mean and deviation of five
 * seeds, with all pictures to learn from and with 30 a class.
 *
 * <p>{@code FlowersAccuracy FLOWERS RECIPES NAME=WEIGHTS…}: the folder, recipes with commas between ({@code head,linear,knn}),
 * and a backbone or more, such as {@code mobilenet_v2=weights.h5}. A seed decides what is random in a recipe, and which 30
 * pictures it sees; beside them are 6 a class to steer by. A row whose recipe draws nothing has no deviation.
 */
public final class FlowersAccuracy {

    private static final int SEEDS = 5;
    private static final int FEW = 30;
    private static final int FEW_TO_STEER_BY = 6;

    private FlowersAccuracy() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            System.err.println("usage: FlowersAccuracy FLOWERS RECIPES NAME=WEIGHTS...");
            System.exit(2);
        }
        List<String> rows = new ArrayList<>();
        try (Dataset flowers = Dataset.open(Path.of(arguments[0])).split()) {
            System.out.println(flowers.size(Split.TRAIN) + " pictures to learn from, " + flowers.size(Split.VALIDATION)
                    + " to steer by, " + flowers.size(Split.TEST) + " to judge by");
            for (String given : Arrays.copyOfRange(arguments, 2, arguments.length)) {
                Backbone backbone = GivenBackbone.of(given);
                for (String word : arguments[1].split(",")) {
                    rows.add(row(flowers, backbone, word));
                    System.out.println(rows.getLast());
                }
            }
        }
        System.out.println();
        System.out.println("| recipe | backbone | all pictures | 30 of each class | seconds to teach |");
        System.out.println("|---|---|---:|---:|---:|");
        rows.forEach(System.out::println);
    }

    private static String row(Dataset flowers, Backbone backbone, String word) {
        List<Double> all = new ArrayList<>();
        List<Double> few = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Recipe recipe = recipe(word, backbone, seed);
            if (seed == 0 || draws(recipe)) {
                // Once before the clock runs, so that it does not count what is done once for a picture.
                long started = seed == 0 ? begin(flowers, recipe) : System.nanoTime();
                all.add(accuracy(flowers, recipe));
                seconds.add((System.nanoTime() - started) / 1e9);
            }
            few.add(accuracy(few(flowers, seed), recipe));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.1f |",
                word,
                backbone.word(),
                words(all),
                words(few),
                seconds.stream().mapToDouble(value -> value).average().orElseThrow());
    }

    private static long begin(Dataset flowers, Recipe recipe) {
        accuracy(flowers, recipe);
        return System.nanoTime();
    }

    private static Recipe recipe(String word, Backbone backbone, long seed) {
        return switch (word) {
            case "head" -> Head.of(backbone).seed(seed);
            case "linear" -> Linear.of(backbone);
            case "knn" -> Neighbours.of(backbone);
            case "fine-tune" -> {
                FineTune usual = FineTune.of(Head.of(backbone).seed(seed));
                yield usual.seed(seed);
            }
            default -> throw new IllegalArgumentException("no such recipe: " + word);
        };
    }

    private static boolean draws(Recipe recipe) {
        return recipe instanceof Head || recipe instanceof FineTune;
    }

    private static double accuracy(Dataset dataset, Recipe recipe) {
        var trained = (Trained) Training.run(dataset, recipe, _ -> {});
        trained.classifier().close();
        return trained.report().orElseThrow().evaluation().accuracy().value();
    }

    /** All test pictures, and a few of the others, drawn from a seed. */
    private static Dataset few(Dataset flowers, long seed) {
        Set<Integer> kept = new HashSet<>();
        flowers.items(Split.TEST).forEach(item -> kept.add(item.index()));
        SplittableRandom random = Seed.of(seed).random();
        for (int label = 0; label < flowers.labels().size(); label++) {
            draw(flowers, label, Split.TRAIN, FEW, random, kept);
            draw(flowers, label, Split.VALIDATION, FEW_TO_STEER_BY, random, kept);
        }
        return flowers.where(item -> kept.contains(item.index()));
    }

    private static void draw(
            Dataset flowers, int label, Split split, int count, SplittableRandom random, Set<Integer> kept) {
        List<Integer> candidates = new ArrayList<>(flowers.items(split)
                .filter(item -> item.label() == label)
                .map(Item::index)
                .toList());
        for (int i = 0; i < count; i++) {
            kept.add(candidates.remove(random.nextInt(candidates.size())));
        }
    }

    private static String words(List<Double> accuracies) {
        double mean = accuracies.stream().mapToDouble(value -> value).average().orElseThrow();
        if (accuracies.size() == 1) {
            return String.format(Locale.ROOT, "%.1f %%", 100 * mean);
        }
        double variance = accuracies.stream()
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / (accuracies.size() - 1);
        return String.format(Locale.ROOT, "%.1f ± %.1f %%", 100 * mean, 100 * Math.sqrt(variance));
    }
}
