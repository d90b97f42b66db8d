package dev.glimpse.benchmark;

import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.search.Configuration;
import dev.glimpse.classifier.search.Score;
import dev.glimpse.classifier.search.Search;
import dev.glimpse.classifier.search.SearchResult;
import dev.glimpse.classifier.search.Space;
import dev.glimpse.data.Dataset;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.zoo.Backbone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Random search for the options of a head on flowers, with successive halving, and without it with as many tries as learn from the same
 * number of pictures.
 *
 * <p>{@code SearchBenchmark FLOWERS NAME=WEIGHTS TRIES SEED…}: the folder, a backbone such as {@code mobilenet_v2=weights.h5}, how
 * many configurations halving begins with, and seeds to draw them from.
 */
public final class SearchBenchmark {

    private static final Space SPACE = Space.parse(List.of(
            "learning-rate=log:1e-5..1", "units=0|25|50|100|200", "dropout=0..0.7", "batch-size=8|16|32|64|128"));

    private static final int EPOCHS = 30;

    private SearchBenchmark() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 4) {
            System.err.println("usage: SearchBenchmark FLOWERS NAME=WEIGHTS TRIES SEED...");
            System.exit(2);
        }
        Backbone backbone = GivenBackbone.of(arguments[1]);
        int tries = Integer.parseInt(arguments[2]);
        System.out.println("| seed | search | tries | on all pictures | seconds | best on validation | on test |");
        System.out.println("|---|---|---:|---:|---:|---:|---:|");
        try (Dataset flowers = Dataset.open(Path.of(arguments[0])).split()) {
            // What is done once for a picture, and the JVM's own warming up, is no part of either's time.
            row("", flowers, backbone, search -> search.tries(2));
            for (String seed : Arrays.copyOfRange(arguments, 3, arguments.length)) {
                Consumer<Search> drawn = search -> search.seed(Long.parseLong(seed));
                int same = row(
                        "| " + seed + " | halving by 3", flowers, backbone, drawn.andThen(search -> search.tries(tries)
                                .halving(3)));
                row("| " + seed + " | random", flowers, backbone, drawn.andThen(search -> search.tries(same)));
            }
        }
    }

    /** Prints a row, and says how many tries on all pictures learn from as many as were learnt from. */
    private static int row(String title, Dataset flowers, Backbone backbone, Consumer<Search> options)
            throws IOException {
        Path folder = Files.createTempDirectory("search");
        try {
            long begun = System.nanoTime();
            SearchResult result =
                    Search.run(folder, SPACE, flowers, (configuration, _) -> recipe(backbone, configuration), options);
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (!title.isEmpty()) {
                Score best = result.best().flatMap(one -> one.score()).orElseThrow();
                System.out.println(String.format(
                        Locale.ROOT,
                        "%s | %d | %d | %.0f | %.1f %%, log loss %.4f | %.1f %% |",
                        title,
                        result.tries().size(),
                        result.tries().stream()
                                .filter(one -> one.score()
                                        .filter(score -> score.share() == 1)
                                        .isPresent())
                                .count(),
                        seconds,
                        100 * best.accuracy(),
                        best.logLoss(),
                        100 * result.onTest().orElseThrow().accuracy()));
            }
            return (int) Math.ceil(result.tries().stream()
                    .flatMap(one -> one.scores().stream())
                    .mapToDouble(Score::share)
                    .sum());
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.toList().reversed()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Recipe recipe(Backbone backbone, Configuration options) {
        int units = (int) options.number("units");
        Head head = Head.of(backbone)
                .hidden(units == 0 ? new int[0] : new int[] {units})
                .dropout(options.number("dropout"));
        return head.with(head.learning()
                .epochs(EPOCHS)
                .batchSize((int) options.number("batch-size"))
                .optimizer(Optimizers.adam().learningRate(options.number("learning-rate"))));
    }
}
