package dev.glimpse.benchmark;

import ai.onnxruntime.OrtException;
import com.sun.management.OperatingSystemMXBean;
import dev.glimpse.classifier.embedding.Embedder;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.image.Decoding;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.onnx.run.OnnxRuntime;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.pixel.PixelLayers;
import dev.glimpse.zoo.pixel.PixelMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How many pictures a second are embedded, from their files to vectors on disk, beside the bare network on a tensor that is
 * ready.
 *
 * <p>{@code EmbeddingBenchmark WEIGHTS PHOTOS [ROUNDS]}: MobileNetV2's weights without top, and a folder of photographs, of
 * which JPEGs of 500×375 and of 12 megapixels are made. In each round the bare network runs on batches of 16 for about as
 * long as the pictures take; what counts is the median of the ratios, by the clock on the wall. The ratio of processor time
 * says how it would be if there were one processor only, and is disturbed less by other programs.
 */
public final class EmbeddingBenchmark {

    private static final int BATCH = 16;
    private static final int SMALL = 160;
    private static final int LARGE = 16;

    private EmbeddingBenchmark() {}

    /** Prints the rates and ratios. */
    public static void main(String[] arguments) throws IOException, OrtException {
        if (arguments.length < 2) {
            System.err.println("usage: EmbeddingBenchmark WEIGHTS PHOTOS [ROUNDS]");
            System.exit(2);
        }
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 7;
        ModelFile backbone = backbone(Path.of(arguments[0]), new Ending.AveragePooled());
        Path folder = Files.createTempDirectory("embedding");
        try (BareNetwork bare = BareNetwork.of(backbone, BATCH)) {
            System.out.println(
                    "threads of the network: " + OnnxRuntime.threads().reason());
            Path small = jpegs(Path.of(arguments[1]), folder.resolve("small"), SMALL, 375, 500);
            Path large = jpegs(Path.of(arguments[1]), folder.resolve("large"), LARGE, 3000, 4000);
            measure("500x375", small, backbone, bare, rounds);
            measure("12 megapixels", large, backbone, bare, rounds);
        } finally {
            Photographs.delete(folder);
        }
    }

    /** MobileNetV2 1.0 with these weights. */
    static ModelFile backbone(Path weights, Ending ending) throws IOException {
        var network = KnownNetwork.named("mobilenet_v2").orElseThrow().architecture(ending);
        return PixelLayers.before(ModelFiles.readWeights(weights, ModelConfig.of(network)), PixelMode.TF);
    }

    private static Path jpegs(Path photographs, Path folder, int count, int height, int width) throws IOException {
        Photographs.write(photographs, folder, count, height, width);
        return folder;
    }

    private static void measure(String name, Path folder, ModelFile backbone, BareNetwork bare, int rounds)
            throws IOException, OrtException {
        List<Double> ratios = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        List<Double> cold = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        Path stores = Files.createTempDirectory("stores");
        try (Dataset dataset = Dataset.open(folder)) {
            for (int round = -1; round < rounds; round++) {
                EmbeddingStore store = new EmbeddingStore(stores.resolve("round" + round));
                try (Embedder embedder = Embedder.of(backbone, "bench", "none", Resize.Fit.SQUASH, store)) {
                    embedder.embed(Picture.of(1, 1, 3, new byte[3]));
                    Taken first = Taken.by(dataset.size(), () -> embedder.embed(dataset, _ -> {}));
                    Taken again = Taken.by(dataset.size(), () -> embedder.embed(dataset, _ -> {}));
                    int runs = Math.max(1, dataset.size() / BATCH);
                    Taken network = Taken.by(runs * BATCH, () -> {
                        for (int i = 0; i < runs; i++) {
                            bare.run();
                        }
                    });
                    if (round >= 0) {
                        cold.add(1 / first.wall());
                        warm.add(1 / again.wall());
                        alone.add(1 / network.wall());
                        ratios.add(network.wall() / first.wall());
                        processor.add(network.processor() / first.processor());
                    }
                }
            }
        } finally {
            Photographs.delete(stores);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: embedded %.1f a second, bare network at batch %d %.1f; ratio %.3f (median of %d, %.3f to %.3f),"
                        + " of processor time %.3f; found again %.0f a second%n",
                name,
                median(cold),
                BATCH,
                median(alone),
                median(ratios),
                rounds,
                ratios.stream().min(Double::compare).orElseThrow(),
                ratios.stream().max(Double::compare).orElseThrow(),
                median(processor),
                median(warm));
    }

    /** What a picture took, in seconds: on the wall, and of all processors. */
    private record Taken(double wall, double processor) {

        private static final OperatingSystemMXBean SYSTEM =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        static Taken by(int pictures, Runnable work) {
            long start = System.nanoTime();
            long used = SYSTEM.getProcessCpuTime();
            work.run();
            double processor = (SYSTEM.getProcessCpuTime() - used) / 1e9 / pictures;
            return new Taken((System.nanoTime() - start) / 1e9 / pictures, processor);
        }
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** JPEGs of one size, made of other photographs. */
    static final class Photographs {

        private Photographs() {}

        static void write(Path from, Path to, int count, int height, int width) throws IOException {
            Resize resize = Resize.to(height, width).bicubic();
            List<Path> files;
            try (Stream<Path> all = Files.walk(from)) {
                files = all.filter(
                                file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g"))
                        .sorted()
                        .toList();
            }
            for (int i = 0; i < count; i++) {
                Path folder = Files.createDirectories(to.resolve("class" + i % 2));
                Picture photograph = Picture.read(files.get(i % files.size()), Decoding::rgb);
                // Another quality makes another file of the same photograph.
                resize.apply(photograph).writeJpeg(folder.resolve(i + ".jpg"), 90 + i / files.size());
            }
        }

        static void delete(Path folder) throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
