package dev.glimpse.benchmark;

import dev.glimpse.classifier.Classical;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Linear;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.feature.Features;
import dev.glimpse.learn.Learner;
import dev.glimpse.zoo.Backbone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How right classical learners are on a dataset, as a table in Markdown: accuracy on the test split, mean and deviation of the
 * seeds.
 *
 * <p>{@code ClassicalAccuracy DATASET LEARNERS SEEDS VIEW…}: learners and seeds with commas between ({@code all} for all learners);
 * a view is a backbone, such as {@code mobilenet_v2=weights.h5}, beside whose learners stand {@code head} and {@code linear}, or
 * features, such as {@code hog,color-histogram:grid=2}. Options of learners are chosen on the validation split; the test split
 * is looked at once, when all is chosen.
 */
public final class ClassicalAccuracy {

    private ClassicalAccuracy() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 4) {
            System.err.println("usage: ClassicalAccuracy DATASET LEARNERS SEEDS VIEW...");
            System.exit(2);
        }
        List<String> learners = arguments[1].equals("all")
                ? Learner.ALL.stream().map(Learner::word).toList()
                : List.of(arguments[1].split(","));
        long[] seeds = Arrays.stream(arguments[2].split(","))
                .mapToLong(Long::parseLong)
                .toArray();
        try (Dataset dataset = Dataset.open(Path.of(arguments[0])).split()) {
            System.out.println(dataset.size(Split.TRAIN) + " pictures to learn from, " + dataset.size(Split.VALIDATION)
                    + " to choose by, " + dataset.size(Split.TEST) + " to judge by");
            System.out.println();
            System.out.println("| recipe | on | test | options of the last seed | seconds to teach |");
            System.out.println("|---|---|---:|---|---:|");
            for (String view : Arrays.copyOfRange(arguments, 3, arguments.length)) {
                if (view.matches("[a-z0-9_.]+=.*")) {
                    byNetwork(dataset, GivenBackbone.of(view), learners, seeds);
                } else {
                    var described = new Classical.View.Described(Features.parse(view));
                    learners.forEach(learner -> measure(
                            dataset,
                            view,
                            Arrays.stream(seeds)
                                    .mapToObj(seed ->
                                            Classical.tuned(described, learner).seed(seed))
                                    .toList()));
                }
            }
        }
    }

    private static void byNetwork(Dataset dataset, Backbone backbone, List<String> learners, long[] seeds) {
        measure(
                dataset,
                backbone.word(),
                Arrays.stream(seeds)
                        .mapToObj(seed -> Head.of(backbone).seed(seed))
                        .toList());
        measure(dataset, backbone.word(), List.of(Linear.of(backbone)));
        var embedding = new Classical.View.Embedding(backbone);
        learners.forEach(learner -> measure(
                dataset,
                backbone.word(),
                Arrays.stream(seeds)
                        .mapToObj(seed -> Classical.tuned(embedding, learner).seed(seed))
                        .toList()));
    }

    private static void measure(Dataset dataset, String view, List<? extends Recipe> recipes) {
        List<Double> accuracies = new ArrayList<>();
        long begun = System.nanoTime();
        String options = "";
        for (Recipe recipe : recipes) {
            var trained = (Trained) Training.run(dataset, recipe, _ -> {});
            options = trained.classifier().about().getOrDefault("Learner", "");
            trained.classifier().close();
            accuracies.add(
                    trained.report().orElseThrow().evaluation().accuracy().value());
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.1f |%n",
                recipes.getFirst().word(),
                view,
                words(accuracies),
                options,
                (System.nanoTime() - begun) / 1e9 / recipes.size());
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
