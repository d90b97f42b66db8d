package dev.glimpse.benchmark;

import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.input;

import dev.glimpse.classifier.FromScratch;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.classifier.embedding.Embedded;
import dev.glimpse.classifier.embedding.Embedder;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.Augmentation;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How much memory it takes to open a dataset and to teach a small network on it for one epoch, or to embed it and go through
 * its vectors, for 1,000, 10,000 and 100,000 generated photographs.
 *
 * <p>{@code MemoryBenchmark FOLDER [teach|embed [COUNT…]]}: each count is measured in a process of its own with a heap of
 * 256 MB. Resident memory is what Linux says in {@code /proc/self/status}.
 */
public final class MemoryBenchmark {

    private static final List<Integer> COUNTS = List.of(1_000, 10_000, 100_000);

    private static final String IN_HERE = "in-here";

    private MemoryBenchmark() {}

    /** Makes the photographs and measures each count; with {@code in-here} measures it in this process. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            System.err.println("usage: MemoryBenchmark FOLDER [teach|embed [COUNT…]]");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        String work = arguments.length > 1 ? arguments[1] : "teach";
        if (arguments.length == 4 && arguments[3].equals(IN_HERE)) {
            measure(folder, work, Integer.parseInt(arguments[2]));
            return;
        }
        List<Integer> counts = arguments.length > 2
                ? Stream.of(arguments).skip(2).map(Integer::valueOf).toList()
                : COUNTS;
        for (int count : counts) {
            Path photographs = folder.resolve(Integer.toString(count));
            GeneratedPhotos.write(photographs, count);
            int code = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            MemoryBenchmark.class.getName(),
                            photographs.toString(),
                            work,
                            Integer.toString(count),
                            IN_HERE)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                System.exit(code);
            }
        }
    }

    private static void measure(Path folder, String work, int count) throws IOException {
        long begin = System.nanoTime();
        try (Dataset data = Dataset.open(folder).split()) {
            double opened = (System.nanoTime() - begin) / 1e9;
            begin = System.nanoTime();
            if (work.equals("embed")) {
                embed(data, folder.resolveSibling("embeddings-" + count));
            } else {
                teach(data);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,7d photographs: opened in %.1f s, %s in %.1f s; resident %s (of its own %s), at most %s%n",
                    count,
                    opened,
                    work,
                    (System.nanoTime() - begin) / 1e9,
                    status("VmRSS"),
                    status("RssAnon"),
                    status("VmHWM"));
        }
    }

    private static void teach(Dataset data) {
        FromScratch recipe = FromScratch.of(KnownArchitecture.LENET, Shape.of(32, 32, 3))
                .epochs(1)
                .augmentation(Augmentation.none().flip().rotate(10));
        var trained = (Trained) Training.run(data, recipe, _ -> {});
        trained.classifier().close();
    }

    /** With a network of one convolution, whose vectors are as long as MobileNetV2's. */
    private static void embed(Dataset data, Path store) {
        Architecture network = Sequential.of(input(32, 32, 3), conv2d(1280, 3).stride(4), globalAveragePooling2d());
        try (Model model = Model.build(network);
                Embedder embedder =
                        Embedder.of(model.toFile(), "memory", "none", Resize.Fit.SQUASH, new EmbeddingStore(store))) {
            Embedded embedded = embedder.embed(data, _ -> {});
            try (var stream = embedded.batches(Split.TRAIN, 16).open(Batches.Pass.first())) {
                while (stream.next().isPresent()) {
                    // As fast as they come.
                }
            }
        }
    }

    static String status(String field) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown here";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                .findFirst()
                .orElse("unknown");
    }
}
