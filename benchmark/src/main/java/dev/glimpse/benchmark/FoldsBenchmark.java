package dev.glimpse.benchmark;

import dev.glimpse.classifier.CrossValidated;
import dev.glimpse.classifier.CrossValidation;
import dev.glimpse.classifier.Linear;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Folds;
import dev.glimpse.data.Limit;
import dev.glimpse.tensor.Engine;
import dev.glimpse.zoo.Backbone;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How long ten folds of {@code linear} take on 3,000 pictures whose vectors are known, and what they say.
 *
 * <p>{@code FoldsBenchmark PHOTOS NAME=WEIGHTS}, such as {@code mobilenet_v2=weights.h5}. The pictures get their vectors in a first
 * round of two folds, which is not counted. The time that the thread really had the processor is printed as well, for
 * measurements on a machine that has other work.
 */
public final class FoldsBenchmark {

    private static final int PICTURES = 3000;
    private static final int FOLDS = 10;

    private FoldsBenchmark() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: FoldsBenchmark PHOTOS NAME=WEIGHTS");
            System.exit(2);
        }
        System.out.println("threads: " + Engine.threads());
        Backbone backbone = GivenBackbone.of(arguments[1]);
        try (Dataset all = Dataset.open(Path.of(arguments[0]))) {
            Dataset photos = all.limited(new Limit.Count(PICTURES));
            var _ = CrossValidation.run(photos.folds(2), Linear.of(backbone).penalty(1), _ -> {});
            Folds folds = photos.folds(FOLDS);
            long begun = System.nanoTime();
            long worked = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            CrossValidated result = CrossValidation.run(folds, Linear.of(backbone), _ -> {});
            double seconds = (System.nanoTime() - begun) / 1e9;
            double processor = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - worked) / 1e9;
            if (result instanceof CrossValidated.Completed completed) {
                System.out.printf(
                        Locale.ROOT,
                        "linear on %,d vectors: %s, log loss %s, in %.1f s (%.1f s of the processor)%n",
                        photos.size(),
                        completed.scores().words(),
                        completed.scores().logLoss().words(4),
                        seconds,
                        processor);
            }
        }
    }
}
