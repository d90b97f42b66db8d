package dev.glimpse.benchmark;

import dev.glimpse.classifier.Auto;
import dev.glimpse.classifier.BackboneOffer;
import dev.glimpse.classifier.TeachingEvent;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Limit;
import dev.glimpse.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whether {@code auto} keeps its budget, and ends no lower than the best it tried.
 *
 * <p>Arguments: a folder of class folders, how many of its pictures ({@code 1} for all), a folder with weights, budgets in seconds.
 * Each budget begins with no vectors kept.
 */
public final class AutoBenchmark {

    private AutoBenchmark() {}

    /** Prints a line for each budget. */
    public static void main(String[] args) throws IOException {
        Zoo zoo = Zoo.in(Path.of(args[2]));
        System.out.println(
                "asked (s)  taken (s)  ratio  tries  kept, its validation accuracy, the best one's, test accuracy");
        for (int i = 3; i < args.length; i++) {
            Path output = Files.createTempDirectory("auto-benchmark");
            try (Dataset dataset = Dataset.open(Path.of(args[0])).split().limited(Limit.parse(args[1]))) {
                measure(dataset, zoo, Duration.ofSeconds(Long.parseLong(args[i])), output);
            } finally {
                delete(output);
            }
        }
    }

    private static void measure(Dataset dataset, Zoo zoo, Duration budget, Path output) {
        List<TeachingEvent.TryEnded> tries = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        long begun = System.nanoTime();
        Auto recipe = Auto.within(budget, BackboneOffer.of(zoo));
        TrainingResult result = Training.run(dataset, recipe, training -> training.output(output.resolve("it.keras"))
                .embeddings(new EmbeddingStore(output.resolve("vectors")))
                .watch(event -> {
                    switch (event) {
                        case TeachingEvent.TryEnded ended -> tries.add(ended);
                        case TeachingEvent.Chosen chosen -> kept.add(chosen.recipe());
                        case TeachingEvent.Remark remark -> System.err.println(remark.text());
                        case TeachingEvent.Embedding _,
                                TeachingEvent.Learning _,
                                TeachingEvent.TryBegan _,
                                TeachingEvent.FoldBegan _,
                                TeachingEvent.FoldEnded _ -> {}
                    }
                }));
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (result instanceof TrainingResult.Trained trained) {
            String name = kept.isEmpty() ? "" : kept.getFirst();
            double chosen = tries.stream()
                    .filter(ended -> ended.recipe().equals(name))
                    .mapToDouble(TeachingEvent.TryEnded::accuracy)
                    .findFirst()
                    .orElse(Double.NaN);
            double best = tries.stream()
                    .mapToDouble(TeachingEvent.TryEnded::accuracy)
                    .max()
                    .orElse(Double.NaN);
            double test = trained.report()
                    .map(report -> report.evaluation().accuracy().value())
                    .orElse(Double.NaN);
            trained.classifier().close();
            System.out.printf(
                    Locale.ROOT,
                    "%9d  %9.1f  %5.2f  %5d  %s, %.1f %%, %.1f %%, %.1f %%%n",
                    budget.toSeconds(),
                    seconds,
                    seconds / budget.toSeconds(),
                    tries.size(),
                    name,
                    100 * chosen,
                    100 * best,
                    100 * test);
            tries.forEach(ended -> System.err.println("  " + ended));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
