package dev.glimpse.benchmark;

import dev.glimpse.benchmark.fuzz.ResidentMemory;
import dev.glimpse.classifier.Classifier;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What opening a model file costs: {@code OpenBenchmark FOLDER}.
 *
 * <p>Memory, for VGG16 (553 MB of weights): by how much the process grows while and after it is opened, as a model and as a
 * classifier, each in a process of its own that has opened a small one before. Time, for MobileNetV2 (14 MB): opening
 * against reading the file's bytes and building the network with random weights, by the medians of interleaved pairs.
 */
public final class OpenBenchmark {

    private static final int PAIRS = 15;

    private OpenBenchmark() {}

    /** How a file is opened. */
    private enum As {
        MODEL,
        CLASSIFIER;

        void open(Path file) {
            switch (this) {
                case MODEL -> Model.load(file).close();
                case CLASSIFIER -> Classifier.load(file).close();
            }
        }
    }

    /** Measures everything, or one thing in the process that a measurement starts. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        if (args.length == 1) {
            child(folder, "write");
            for (As as : As.values()) {
                child(folder, "memory", as.name());
            }
            child(folder, "time");
            return;
        }
        switch (args[1]) {
            case "write" -> write(folder);
            case "memory" -> memory(folder, As.valueOf(args[2]));
            default -> time(folder);
        }
    }

    private static void child(Path folder, String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                OpenBenchmark.class.getName(),
                folder.toString()));
        command.addAll(Arrays.asList(what));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("failed: " + String.join(" ", what));
        }
    }

    private static Path small(Path folder) {
        return folder.resolve("small.keras");
    }

    private static Path file(Path folder, String network) {
        return folder.resolve(network + ".keras");
    }

    private static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(
                small(folder),
                Sequential.of(
                        Layers.input(8, 8, 3), Layers.flatten(), Layers.dense(3).softmax()));
        for (String network : List.of("vgg16", "mobilenet_v2")) {
            if (!Files.exists(file(folder, network))) {
                write(file(folder, network), architecture(network));
            }
        }
    }

    private static Architecture architecture(String network) {
        return KnownNetwork.named(network).orElseThrow().architecture(Ending.imageNet());
    }

    private static void write(Path file, Architecture architecture) throws IOException {
        try (Model model = Model.build(architecture)) {
            KerasArchive.write(file, ModelFile.of(architecture, new Weights(new LinkedHashMap<>(model.weights()))));
        }
    }

    private static void memory(Path folder, As as) throws IOException {
        as.open(small(folder));
        Path file = file(folder, "vgg16");
        double weights = Files.size(file);
        System.gc();
        ResidentMemory memory = ResidentMemory.ofThisProcess();
        memory.begin();
        long begin = System.nanoTime();
        AutoCloseable opened = as == As.MODEL ? Model.load(file) : Classifier.load(file);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "VGG16 as %s: weights %.0f MB; grown by %.2f times them at the peak and %.2f times when open (%s), in %.1f s%n",
                as,
                weights / 1e6,
                memory.grown() / weights,
                memory.grownNow() / weights,
                opened.getClass().getSimpleName(),
                seconds);
    }

    private static void time(Path folder) throws IOException {
        Path file = file(folder, "mobilenet_v2");
        Architecture architecture = architecture("mobilenet_v2");
        for (As as : As.values()) {
            double[] opening = new double[PAIRS];
            double[] building = new double[PAIRS];
            double[] ratios = new double[PAIRS];
            for (int pair = -5; pair < PAIRS; pair++) {
                double open = seconds(() -> as.open(file));
                double build = seconds(() -> {
                    Files.readAllBytes(file);
                    Model.build(architecture).close();
                });
                if (pair >= 0) {
                    opening[pair] = open;
                    building[pair] = build;
                    ratios[pair] = open / build;
                }
            }
            System.out.printf(
                    "MobileNetV2 as %s: opened in %.0f ms, read and built in %.0f ms, %.2f times (medians of %d pairs)%n",
                    as, 1e3 * median(opening), 1e3 * median(building), median(ratios), PAIRS);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double seconds(Work work) throws IOException {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
