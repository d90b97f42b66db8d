package dev.glimpse.benchmark;

import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Linear;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.TeachingEvent;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.tensor.Engine;
import dev.glimpse.zoo.Backbone;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How long teaching takes once every picture has its vector: from the first question for a vector to the saved file, judged.
 *
 * <p>{@code TeachingBenchmark PHOTOS NAME=WEIGHTS}: a folder with at least 4,060 pictures of several classes, of which 3,000 are
 * learnt; and a backbone, such as {@code mobilenet_v2=weights.h5}. The pictures get their vectors before the clock runs, if
 * they have none yet. The time that the thread really had the processor is printed as well, for measurements on a machine that
 * has other work. The first recipe also pays for what a process does once.
 */
public final class TeachingBenchmark {

    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private static final double KEPT = 0.13;
    private static final int ADDED = 20;

    private TeachingBenchmark() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: TeachingBenchmark PHOTOS NAME=WEIGHTS");
            System.exit(2);
        }
        System.out.println("threads: " + Engine.threads());
        Backbone backbone = GivenBackbone.of(arguments[1]);
        Path folder = Files.createTempDirectory("teaching");
        try (Dataset photos = Dataset.open(Path.of(arguments[0])).split(split -> split.shares(KEPT, KEPT))) {
            Head head = Head.of(backbone);
            time("a head that stops when it gets no better", photos, head, folder);
            time("a head through all 50 epochs", photos, head.toTheEnd(), folder);
            time("a linear classifier, 8 penalties tried", photos, Linear.of(backbone), folder);
            time("a head with a new class of 20 pictures", withNewClass(photos), head, folder);
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.toList().reversed()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void time(String name, Dataset photos, Recipe recipe, Path folder) {
        long[] last = {System.nanoTime()};
        long[] lastThread = {THREAD.getCurrentThreadCpuTime()};
        long started = System.nanoTime();
        var trained = (Trained) Training.run(photos, recipe, training -> training.output(folder.resolve("taught.keras"))
                .watch(event -> {
                    if (event instanceof TeachingEvent.Embedding) {
                        last[0] = System.nanoTime();
                        lastThread[0] = THREAD.getCurrentThreadCpuTime();
                    }
                }));
        long ended = System.nanoTime();
        double busy = (THREAD.getCurrentThreadCpuTime() - lastThread[0]) / 1e9;
        trained.classifier().close();
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f s (%.2f of the processor) for %d pictures, after %.2f s for their vectors; %d epochs, %.1f %% on test%n",
                name,
                (ended - last[0]) / 1e9,
                busy,
                photos.size(Split.TRAIN),
                (last[0] - started) / 1e9,
                trained.history().size(),
                100 * trained.report().orElseThrow().evaluation().accuracy().value());
    }

    /** All classes but the last are as they were; of the last there are only a few pictures to learn from. */
    private static Dataset withNewClass(Dataset photos) {
        int last = photos.labels().size() - 1;
        List<Integer> added = new ArrayList<>();
        photos.items(Split.TRAIN)
                .filter(item -> item.label() == last)
                .limit(ADDED)
                .forEach(item -> added.add(item.index()));
        Set<Integer> kept = new HashSet<>(added);
        return photos.where(item ->
                item.label() != last || item.split().orElseThrow() != Split.TRAIN || kept.contains(item.index()));
    }
}
