package dev.glimpse.benchmark;

import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.rescaling;

import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.loss.Losses;
import dev.glimpse.nn.metric.Metrics;
import dev.glimpse.nn.model.Model;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.tensor.Engine;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.ArrayBatches;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How long {@code fit} takes beside a training loop written by hand against libtorch, on the course's CNN.
 *
 * <p>Both learn from the same batches, one after the other, pair by pair; printed is the median of the pairs' ratios. Both
 * run in one process, so threads and malloc are the same. The clock counts the processor time of the thread that computes,
 * which other programs on the machine disturb less than they disturb the time on the wall; so measure with one thread.
 */
public final class FitBenchmark {

    private static final int PAIRS = 9;
    private static final int SAMPLES = 3_200;

    private FitBenchmark() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        Batches digits = noise();
        Sequential course = Sequential.of(
                input(28, 28, 1),
                rescaling(1 / 255.0),
                conv2d(32, 3).relu(),
                conv2d(64, 3).relu(),
                maxPooling2d(2),
                dropout(0.25),
                flatten(),
                dense(64).relu(),
                dropout(0.5),
                dense(10).softmax());
        System.out.println("threads: " + Engine.threads());
        List<Double> ratios = new ArrayList<>();
        try (var model = Model.build(course)) {
            model.compile(Optimizers.rmsprop(), Losses.categoricalCrossentropy(), Metrics.accuracy());
            HandWrittenCourseCnn rival = new HandWrittenCourseCnn();
            for (int pair = 0; pair <= PAIRS; pair++) {
                double ours = perSample(() -> {
                    var _ = model.fit(digits, fit -> fit.epochs(1));
                });
                double theirs = perSample(() -> steps(rival, digits));
                if (pair > 0) {
                    ratios.add(ours / theirs);
                    System.out.printf(
                            Locale.ROOT,
                            "pair %d: fit %.3f ms a sample, by hand %.3f, ratio %.3f%n",
                            pair,
                            ours,
                            theirs,
                            ours / theirs);
                }
            }
        }
        double[] sorted =
                ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "median ratio of %d pairs: %.3f (at most 1.0)%n",
                sorted.length,
                sorted[sorted.length / 2]);
    }

    private static double perSample(Runnable epoch) {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long started = thread.getCurrentThreadCpuTime();
        epoch.run();
        return (thread.getCurrentThreadCpuTime() - started) / 1e6 / SAMPLES;
    }

    private static void steps(HandWrittenCourseCnn rival, Batches digits) {
        try (Batches.BatchStream stream = digits.open(Batches.Pass.first())) {
            Optional<Batch> batch = stream.next();
            while (batch.isPresent()) {
                rival.step(batch.get());
                batch = stream.next();
            }
        }
    }

    /** What the pictures show does not matter to the clock. */
    private static Batches noise() {
        SplittableRandom random = Seed.of(1).random();
        byte[] pixels = new byte[SAMPLES * 28 * 28];
        random.nextBytes(pixels);
        float[] targets = new float[SAMPLES * 10];
        for (int i = 0; i < SAMPLES; i++) {
            targets[i * 10 + random.nextInt(10)] = 1;
        }
        return ArrayBatches.of(
                new NdArray.Bytes(Shape.of(SAMPLES, 28, 28, 1), pixels),
                new NdArray.Floats(Shape.of(SAMPLES, 10), targets));
    }
}
