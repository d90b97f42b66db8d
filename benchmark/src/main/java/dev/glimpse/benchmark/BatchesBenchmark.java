package dev.glimpse.benchmark;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.stream.Caching;
import dev.glimpse.image.Augmentation;
import dev.glimpse.image.Resize;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.Batches.BatchStream;
import dev.glimpse.tensor.batch.Batches.Pass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How many pictures a second come out of the pipeline, beside a bare OpenCV loop that decodes and resizes on as many threads.
 *
 * <p>{@code java dev.glimpse.benchmark.BatchesBenchmark FOLDER [THREADS [PAIRS]]}; a missing folder is filled with generated
 * photographs. The pipeline resizes as Pillow does, with antialiasing, and augments; the loop does neither.
 */
public final class BatchesBenchmark {

    private static final int PICTURES = 1_000;
    private static final int LARGE = 24;
    private static final int SIZE = 224;
    private static final Augmentation AUGMENTATION =
            Augmentation.none().flip().rotate(10).zoom(0.1).shift(0.1).brightness(0.1);

    private BatchesBenchmark() {}

    /** Measures pairs one after the other and prints both rates and the median of their ratios. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1) {
            System.err.println("usage: BatchesBenchmark FOLDER [THREADS [PAIRS]]");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        int pairs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 7;
        opencv_core.setNumThreads(1);
        Path usual = folder.resolve("500x375");
        GeneratedPhotos.write(usual, PICTURES);
        measure("500 x 375", usual, threads, pairs);
        Path large = folder.resolve("4000x3000");
        if (!Files.isDirectory(large)) {
            for (int i = 0; i < LARGE; i++) {
                Path file = large.resolve("class" + i % 2).resolve(i + ".jpg");
                Files.createDirectories(large.resolve("class" + i % 2));
                Files.write(file, GeneratedPhotos.jpeg(4000, 3000, Seed.of(i)));
            }
        }
        measure("4000 x 3000", large, threads, pairs);
    }

    private static void measure(String name, Path folder, int threads, int pairs) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try (Dataset data = Dataset.open(folder)) {
            Batches plain = batches(data, threads, Augmentation.none());
            Batches augmented = batches(data, threads, AUGMENTATION);
            bare(files, threads);
            pipeline(augmented, 0);
            double[] ratio = new double[pairs];
            double[] ratioPlain = new double[pairs];
            for (int pair = 0; pair < pairs; pair++) {
                double bare = bare(files, threads);
                double ours = pipeline(augmented, pair + 1);
                double oursPlain = pipeline(plain, pair + 1);
                ratio[pair] = ours / bare;
                ratioPlain[pair] = oursPlain / bare;
                System.out.printf(
                        Locale.ROOT,
                        "%s, %d threads: OpenCV %.0f/s, Glimpse %.0f/s (%.2f), without augmentation %.0f/s (%.2f)%n",
                        name,
                        threads,
                        bare,
                        ours,
                        ratio[pair],
                        oursPlain,
                        ratioPlain[pair]);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d threads: median of %d pairs: %.2f of OpenCV's rate, %.2f without augmentation%n",
                    name,
                    threads,
                    pairs,
                    median(ratio),
                    median(ratioPlain));
        }
    }

    private static Batches batches(Dataset data, int threads, Augmentation augmentation) {
        return data.batches(Resize.to(SIZE, SIZE), batch -> batch.shuffled()
                .threads(threads)
                .caching(Caching.none())
                .augment(augmentation));
    }

    private static double pipeline(Batches batches, int epoch) {
        long begin = System.nanoTime();
        int seen = 0;
        try (BatchStream stream = batches.open(new Pass(Seed.of(1), epoch, 0))) {
            for (var batch = stream.next(); batch.isPresent(); batch = stream.next()) {
                seen += batch.get().size();
            }
        }
        return seen * 1e9 / (System.nanoTime() - begin);
    }

    private static double bare(List<Path> files, int threads) {
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(Thread.ofPlatform().start(() -> {
                try (Mat small = new Mat();
                        Size size = new Size(SIZE, SIZE)) {
                    for (int file = next.getAndIncrement(); file < files.size(); file = next.getAndIncrement()) {
                        try (Mat picture =
                                opencv_imgcodecs.imread(files.get(file).toString())) {
                            opencv_imgproc.resize(picture, small, size);
                        }
                    }
                }
            }));
        }
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return files.size() * 1e9 / (System.nanoTime() - begin);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
