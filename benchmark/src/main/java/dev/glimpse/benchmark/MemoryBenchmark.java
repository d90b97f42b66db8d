package dev.glimpse.benchmark;

import dev.glimpse.classifier.FromScratch;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.data.Dataset;
import dev.glimpse.image.Augmentation;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How much memory it takes to open a dataset and to teach a small network on it for one epoch, for 1,000, 10,000 and 100,000 generated photographs.
 *
 * <p>{@code java dev.glimpse.benchmark.MemoryBenchmark FOLDER}: each count is measured in a process of its own with a heap of
 * 256 MB. Resident memory is what Linux says in {@code /proc/self/status}.
 */
public final class MemoryBenchmark {

    private static final List<Integer> COUNTS = List.of(1_000, 10_000, 100_000);

    private MemoryBenchmark() {}

    /** Without a count: makes the photographs and measures each count; with one: measures it in this process. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        switch (arguments.length) {
            case 1 -> {
                for (int count : COUNTS) {
                    Path folder = Path.of(arguments[0]).resolve(Integer.toString(count));
                    GeneratedPhotos.write(folder, count);
                    int code = new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx256m",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    MemoryBenchmark.class.getName(),
                                    folder.toString(),
                                    Integer.toString(count))
                            .inheritIO()
                            .start()
                            .waitFor();
                    if (code != 0) {
                        System.exit(code);
                    }
                }
            }
            case 2 -> measure(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            default -> {
                System.err.println("usage: MemoryBenchmark FOLDER");
                System.exit(2);
            }
        }
    }

    private static void measure(Path folder, int count) throws IOException {
        long begin = System.nanoTime();
        try (Dataset data = Dataset.open(folder).split()) {
            double opened = (System.nanoTime() - begin) / 1e9;
            begin = System.nanoTime();
            FromScratch recipe = FromScratch.of(KnownArchitecture.LENET, Shape.of(32, 32, 3))
                    .epochs(1)
                    .augmentation(Augmentation.none().flip().rotate(10));
            var trained = (Trained) Training.run(data, recipe, _ -> {});
            double taught = (System.nanoTime() - begin) / 1e9;
            trained.classifier().close();
            System.out.printf(
                    Locale.ROOT,
                    "%,7d photographs: opened in %.1f s, taught and judged in %.1f s; resident %s, at most %s%n",
                    count,
                    opened,
                    taught,
                    status("VmRSS"),
                    status("VmHWM"));
        }
    }

    private static String status(String field) throws IOException {
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
