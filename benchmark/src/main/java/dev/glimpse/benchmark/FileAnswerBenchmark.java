package dev.glimpse.benchmark;

import ai.onnxruntime.OrtException;
import dev.glimpse.classifier.Classifier;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.onnx.run.OnnxRuntime;
import dev.glimpse.zoo.architecture.Ending;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long a running process takes from a JPEG of 500×375 to its labels, beside the bare network on one tensor that is ready.
 *
 * <p>{@code FileAnswerBenchmark WEIGHTS PHOTOS [ROUNDS]}: MobileNetV2's weights with top, and a folder of photographs. Both
 * take turns, file by file; printed are the medians, and their ratio, by the clock on the wall and in processor time of the
 * one thread that computes, which other programs on the machine disturb less. Say {@code GLIMPSE_THREADS=1} for the latter.
 */
public final class FileAnswerBenchmark {

    private static final int FILES = 40;

    private FileAnswerBenchmark() {}

    /** Prints the times and the ratio. */
    public static void main(String[] arguments) throws IOException, OrtException {
        if (arguments.length < 2) {
            System.err.println("usage: FileAnswerBenchmark WEIGHTS PHOTOS [ROUNDS]");
            System.exit(2);
        }
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        ModelFile model = EmbeddingBenchmark.backbone(Path.of(arguments[0]), Ending.imageNet());
        Path folder = Files.createTempDirectory("answers");
        try {
            Path keras = folder.resolve("model.keras");
            KerasArchive.write(keras, model);
            Path jpegs = folder.resolve("jpegs");
            EmbeddingBenchmark.Photographs.write(Path.of(arguments[1]), jpegs, FILES, 375, 500);
            try (Classifier classifier = Classifier.load(keras);
                    BareNetwork bare = BareNetwork.of(model, 1);
                    Stream<Path> files = Files.walk(jpegs)) {
                race(
                        classifier,
                        bare,
                        files.filter(Files::isRegularFile).sorted().toList(),
                        rounds);
            }
        } finally {
            EmbeddingBenchmark.Photographs.delete(folder);
        }
    }

    private static void race(Classifier classifier, BareNetwork bare, List<Path> files, int rounds) {
        Times answers = new Times();
        Times seen = new Times();
        Times alone = new Times();
        for (int round = -3; round < rounds; round++) {
            for (Path file : files) {
                answers.add(round, () -> classifier.predict(file));
                alone.add(round, bare::run);
                seen.add(round, () -> classifier.preprocessing().read(file));
            }
        }
        System.out.println("threads of the network: " + OnnxRuntime.threads().reason());
        print("on the wall", answers.wall, alone.wall, seen.wall);
        print("processor time", answers.processor, alone.processor, seen.processor);
    }

    private static void print(String clock, List<Double> answers, List<Double> alone, List<Double> seen) {
        System.out.printf(
                Locale.ROOT,
                "%s: a JPEG of 500x375 to labels %.2f ms, bare network %.2f ms: %.3f times (medians of %d); decoding and"
                        + " resizing %.2f ms of it%n",
                clock,
                EmbeddingBenchmark.median(answers),
                EmbeddingBenchmark.median(alone),
                EmbeddingBenchmark.median(answers) / EmbeddingBenchmark.median(alone),
                answers.size(),
                EmbeddingBenchmark.median(seen));
    }

    /** What something took, in milliseconds. */
    private static final class Times {

        private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

        private final List<Double> wall = new ArrayList<>();
        private final List<Double> processor = new ArrayList<>();

        void add(int round, Runnable work) {
            long start = System.nanoTime();
            long used = CLOCK.getCurrentThreadCpuTime();
            work.run();
            used = CLOCK.getCurrentThreadCpuTime() - used;
            if (round >= 0) {
                wall.add((System.nanoTime() - start) / 1e6);
                processor.add(used / 1e6);
            }
        }
    }
}
