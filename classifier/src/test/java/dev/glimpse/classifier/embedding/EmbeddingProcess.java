package dev.glimpse.classifier.embedding;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.ContentHash;
import dev.glimpse.image.Resize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process that uses a store, for tests that need several. */
final class EmbeddingProcess {

    static final int LENGTH = 256;
    static final VectorKind KIND = new VectorKind("killed", "network killed\n", LENGTH);

    private EmbeddingProcess() {}

    static Process start(String... arguments) throws IOException {
        return new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-Dglimpse.threads=1",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        EmbeddingProcess.class.getName()),
                                List.of(arguments).stream())
                        .toList())
                .redirectErrorStream(true)
                .start();
    }

    /** {@code embed DATASET STORE}, or {@code append STORE}, which never ends by itself. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "embed" -> {
                try (Dataset dataset = Dataset.open(Path.of(arguments[1])).split();
                        Embedder embedder = Embedder.of(
                                TinyBackbone.pooled(1), Resize.Fit.SQUASH, new EmbeddingStore(Path.of(arguments[2])))) {
                    System.out.println("ready");
                    System.in.read();
                    Embedded embedded = embedder.embed(dataset, _ -> {});
                    System.out.println("embedded " + embedded.dataset().size());
                }
            }
            case "append" -> {
                try (VectorFile file = VectorFile.open(Path.of(arguments[1]), KIND)) {
                    for (int first = 0; ; first += 8) {
                        Addition addition = new Addition(LENGTH);
                        for (int i = first; i < first + 8; i++) {
                            addition.add(hash(i), 0, numbers(i), 0);
                        }
                        int start = first;
                        file.append(addition, new Places(8, i -> hash(start + i), 0, 1));
                        System.out.println("appended " + (first + 8));
                    }
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    static ContentHash hash(int number) {
        return ContentHash.of(ByteBuffer.allocate(4).putInt(number).array());
    }

    static float[] numbers(int number) {
        float[] numbers = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            numbers[i] = number + i / 512f;
        }
        return numbers;
    }
}
