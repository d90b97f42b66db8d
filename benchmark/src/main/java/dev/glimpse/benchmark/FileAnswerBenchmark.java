package dev.glimpse.benchmark;

import ai.onnxruntime.OrtException;
import dev.glimpse.classifier.Classifier;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.onnx.run.OnnxRuntime;
import dev.glimpse.zoo.architecture.Ending;
import java.io.IOException;
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
 * take turns, file by file; printed are the medians, and their ratio.
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

    private static void race(Classifier classifier, BareNetwork bare, List<Path> files, int rounds)
            throws OrtException {
        List<Double> answers = new ArrayList<>();
        List<Double> seen = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        for (int round = -3; round < rounds; round++) {
            for (Path file : files) {
                double answer = milliseconds(() -> classifier.predict(file));
                double network = 1000 * bare.seconds(1);
                double picture = milliseconds(() -> classifier.preprocessing().read(file));
                if (round >= 0) {
                    answers.add(answer);
                    alone.add(network);
                    seen.add(picture);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "threads of the network: %s%na JPEG of 500x375 to labels: %.2f ms, bare network %.2f ms: %.3f times"
                        + " (medians of %d); decoding and resizing %.2f ms of it%n",
                OnnxRuntime.threads().reason(),
                EmbeddingBenchmark.median(answers),
                EmbeddingBenchmark.median(alone),
                EmbeddingBenchmark.median(answers) / EmbeddingBenchmark.median(alone),
                answers.size(),
                EmbeddingBenchmark.median(seen));
    }

    private static double milliseconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }
}
