package dev.glimpse.benchmark;

import dev.glimpse.image.Augmentation;
import dev.glimpse.image.Decoding;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How fast pictures are decoded, resized and augmented, beside a bare OpenCV loop on the same threads.
 *
 * <p>The bare loop is {@code imread} and {@code resize} into one matrix per thread, with OpenCV's linear filter, which skips
 * pixels, and with its area filter, which averages all of them as ours does. Ours gives Pillow's numbers, with nothing,
 * a little or everything of an augmentation after it. Each of ours runs in turn with the bare ones; the ratio is the
 * median over these rounds.
 *
 * <p>Arguments: a folder of JPEGs, or nothing for pictures made here; {@code --threads n}; {@code --rounds n}.
 */
public final class PicturePipelineBenchmark {

    private static final int SIZE = 224;
    private static final String LITTLE = "flip,brightness=0.2,contrast=0.2";
    private static final String MUCH = "flip,rotate=10,zoom=0.1,shift=0.1,brightness=0.2,contrast=0.2";

    private final int threads;
    private final int rounds;
    private final ExecutorService workers;

    private PicturePipelineBenchmark(int threads, int rounds) {
        this.threads = threads;
        this.rounds = rounds;
        this.workers = Executors.newFixedThreadPool(threads);
    }

    /** What is done with one file; returns a number that depends on the result, so that it is done. */
    private interface Work {
        int on(Path file);
    }

    /** What is measured, and the pictures a second it did in each round. */
    private record Contender(String name, Work work, double[] rates) {}

    /** Prints the rates and ratios. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        int threads = option(words, "--threads", Runtime.getRuntime().availableProcessors());
        int rounds = option(words, "--rounds", 9);
        Path made = Files.createTempDirectory("glimpse-benchmark");
        var benchmark = new PicturePipelineBenchmark(threads, rounds);
        try {
            List<Path> files =
                    words.isEmpty() ? Photographs.write(made, 48, 375, 500, 92) : jpegs(Path.of(words.getFirst()));
            benchmark.measure("JPEGs to " + SIZE + " x " + SIZE, files, 400);
            benchmark.measure(
                    "12-megapixel JPEGs to " + SIZE + " x " + SIZE, Photographs.write(made, 2, 3000, 4000, 90), 8);
        } finally {
            benchmark.workers.shutdown();
            try (Stream<Path> left = Files.list(made)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(made);
        }
    }

    private static int option(List<String> words, String name, int otherwise) {
        int at = words.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        int value = Integer.parseInt(words.get(at + 1));
        words.subList(at, at + 2).clear();
        return value;
    }

    private static List<Path> jpegs(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().toLowerCase(java.util.Locale.ROOT).matches(".*\\.jpe?g"))
                    .sorted()
                    .toList();
        }
    }

    @SuppressWarnings("SystemOut")
    private void measure(String title, List<Path> files, int count) throws Exception {
        Resize resize = Resize.to(SIZE, SIZE);
        Contender linear = contender("bare OpenCV, linear", bare(opencv_imgproc.INTER_LINEAR));
        Contender area = contender("bare OpenCV, area", bare(opencv_imgproc.INTER_AREA));
        List<Contender> contenders = new ArrayList<>(List.of(linear, area));
        contenders.add(contender("Glimpse, not augmented", file -> read(file, resize, Augmentation.none())));
        for (String text : List.of(LITTLE, MUCH)) {
            Augmentation augmentation = Augmentation.parse(text);
            contenders.add(contender("Glimpse, " + text, file -> read(file, resize, augmentation)));
        }
        Picture.read(files.getFirst());
        opencv_core.setNumThreads(1);
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        System.out.printf(
                "%n%s: %d files of %d kB, %d threads, %d rounds of %d%n",
                title, files.size(), bytes / files.size() / 1000, threads, rounds, count);
        for (int round = -2; round < rounds; round++) {
            for (Contender contender : contenders) {
                double rate = rate(files, count, contender.work);
                if (round >= 0) {
                    contender.rates[round] = rate;
                }
            }
        }
        for (Contender contender : contenders) {
            System.out.printf(
                    "%8.1f a second   %.2f of linear   %.2f of area   %s%n",
                    median(contender.rates),
                    ratio(contender.rates, linear.rates),
                    ratio(contender.rates, area.rates),
                    contender.name);
        }
    }

    private Contender contender(String name, Work work) {
        return new Contender(name, work, new double[rounds]);
    }

    private static int read(Path file, Resize resize, Augmentation augmentation) {
        Picture picture = Picture.readFor(file, resize, Decoding::rgb);
        return augmentation.apply(picture, file.hashCode()).at(0, 0, 0);
    }

    private double rate(List<Path> files, int count, Work work) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        List<Future<Integer>> sums = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            sums.add(workers.submit(() -> {
                int sum = 0;
                for (int at = next.getAndIncrement(); at < count; at = next.getAndIncrement()) {
                    sum += work.on(files.get(at % files.size()));
                }
                return sum;
            }));
        }
        for (Future<Integer> sum : sums) {
            sum.get();
        }
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private static Work bare(int filter) {
        ThreadLocal<Mat> targets = ThreadLocal.withInitial(Mat::new);
        return file -> {
            Mat target = targets.get();
            try (Mat decoded = opencv_imgcodecs.imread(file.toString(), opencv_imgcodecs.IMREAD_COLOR);
                    Size size = new Size(SIZE, SIZE)) {
                opencv_imgproc.resize(decoded, target, size, 0, 0, filter);
            }
            return target.data().get() & 0xFF;
        };
    }

    private static double ratio(double[] rates, double[] others) {
        double[] ratios = new double[rates.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = rates[i] / others[i];
        }
        return median(ratios);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Pictures with what makes photographs hard to compress: soft light, edges, texture and noise. */
    private static final class Photographs {

        private Photographs() {}

        static List<Path> write(Path folder, int count, int height, int width, int quality) {
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Path file = folder.resolve(width + "-" + i + ".jpg");
                photograph(height, width, new SplittableRandom(i)).writeJpeg(file, quality);
                files.add(file);
            }
            return files;
        }

        private static Picture photograph(int height, int width, SplittableRandom random) {
            byte[] coarse = new byte[12 * 16 * 3];
            random.nextBytes(coarse);
            Picture light = Resize.to(height, width).bicubic().apply(Picture.of(12, 16, 3, coarse));
            byte[] middle = new byte[75 * 100 * 3];
            random.nextBytes(middle);
            Picture texture = Resize.to(height, width).bicubic().apply(Picture.of(75, 100, 3, middle));
            byte[] pixels = light.pixels();
            byte[] woven = texture.pixels();
            double tilt = random.nextDouble(0.2, 3);
            for (int y = 0, at = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int edge = (int) ((x * tilt + y) * 8 / height) % 2 == 0 ? 18 : -18;
                    int noise = random.nextInt(-14, 15);
                    for (int c = 0; c < 3; c++, at++) {
                        int value = (pixels[at] & 0xFF) * 3 / 4 + (woven[at] & 0xFF) / 4 + edge + noise;
                        pixels[at] = (byte) Math.clamp(value, 0, 255);
                    }
                }
            }
            return Picture.of(height, width, 3, pixels);
        }
    }
}
