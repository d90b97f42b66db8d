package dev.glimpse.benchmark;

import dev.glimpse.classifier.Addition;
import dev.glimpse.classifier.Classifier;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Neighbours;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.TeachingEvent;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.classifier.neighbour.Distance;
import dev.glimpse.classifier.neighbour.Sample;
import dev.glimpse.classifier.neighbour.Samples;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.zoo.Backbone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a new class of 20 pictures costs beyond looking at them, and how long the search for neighbours takes: {@code
 * NewClassBenchmark PHOTOS mobilenet_v2=WEIGHTS.h5 FOLDER}.
 *
 * <p>PHOTOS has a folder a class, the last of which is the new one; FOLDER keeps vectors for the next time, and the models. {@code
 * knn} opens its model, takes the pictures and writes it; {@code head} is taught again with the vectors that are there.
 */
public final class NewClassBenchmark {

    private static final int NEW = 20;
    private static final int NUMBERS = 1280;
    private static final int SEARCHES = 50;

    private NewClassBenchmark() {}

    /** Measures both, and the search. */
    public static void main(String[] args) throws IOException {
        Path photos = Path.of(args[0]);
        Path folder = Files.createDirectories(Path.of(args[2]));
        Backbone backbone = GivenBackbone.of(args[1]);
        EmbeddingStore store = new EmbeddingStore(folder.resolve("embeddings"));
        try (Dataset all = Dataset.open(photos).split()) {
            List<String> labels = all.labels();
            int last = labels.size() - 1;
            Set<ContentHash> some = new HashSet<>();
            all.items(Split.TRAIN)
                    .filter(item -> item.label() == last)
                    .limit(NEW)
                    .forEach(item -> some.add(item.hash()));
            Dataset old = all.where(item -> item.label() != last).withLabels(labels.subList(0, last));
            Dataset more = all.where(item -> item.label() != last || some.contains(item.hash()));
            List<Path> pictures = more.items()
                    .filter(item -> item.label() == last)
                    .map(Item::name)
                    .map(photos::resolve)
                    .toList();
            Path file = folder.resolve("knn.keras");
            teach(old, Neighbours.of(backbone), store, file).classifier().close();
            knn(file, labels.get(last), pictures);
            head(old, more, backbone, store, folder.resolve("head.keras"));
        }
        for (int count : new int[] {3_000, 100_000}) {
            search(count);
        }
    }

    private static Trained teach(Dataset dataset, Recipe recipe, EmbeddingStore store, Path file) {
        return (Trained)
                Training.run(dataset, recipe, training -> training.output(file).embeddings(store));
    }

    private static void knn(Path file, String label, List<Path> pictures) {
        long begin = System.nanoTime();
        try (Classifier classifier = Classifier.load(file)) {
            long opened = System.nanoTime();
            look(classifier, pictures);
            // Once more, for the first time loads the decoder: reading, decoding, the network, and the search.
            long warm = System.nanoTime();
            look(classifier, pictures);
            long looked = System.nanoTime();
            int added = 0;
            for (Path picture : pictures) {
                added += classifier.add(picture, label) == Addition.ADDED ? 1 : 0;
            }
            long taken = System.nanoTime();
            classifier.save(file);
            long saved = System.nanoTime();
            double looking = seconds(warm, looked);
            double whole = seconds(begin, opened) + seconds(looked, saved);
            System.out.printf(
                    Locale.ROOT,
                    "knn: %d pictures added to %,d samples in %.2f s (opened %.2f, taken %.2f, saved %.2f); looking at them"
                            + " takes %.2f, so beyond that %.2f s%n",
                    added,
                    Arrays.stream(classifier.samples().orElseThrow()).sum() - added,
                    whole,
                    seconds(begin, opened),
                    seconds(looked, taken),
                    seconds(taken, saved),
                    looking,
                    whole - looking);
        }
    }

    private static void look(Classifier classifier, List<Path> pictures) {
        for (Path picture : pictures) {
            classifier.predict(picture);
        }
    }

    private static void head(Dataset old, Dataset more, Backbone backbone, EmbeddingStore store, Path file)
            throws IOException {
        teach(old, Head.of(backbone), store, file).classifier().close();
        Files.delete(file);
        AtomicLong embedded = new AtomicLong();
        long begin = System.nanoTime();
        Trained trained = (Trained) Training.run(more, Head.of(backbone), training -> training.output(file)
                .embeddings(store)
                .watch(event -> {
                    if (event instanceof TeachingEvent.Embedding(String _, long done, long count) && done == count) {
                        embedded.set(System.nanoTime());
                    }
                }));
        long end = System.nanoTime();
        System.out.printf(
                Locale.ROOT,
                "head: taught on %,d pictures, %d of them new, in %.2f s; looking at the new ones and finding the vectors of"
                        + " the others takes %.2f, so beyond that %.2f s%n",
                more.size(Split.TRAIN),
                NEW,
                seconds(begin, end),
                seconds(begin, embedded.get()),
                seconds(embedded.get(), end));
        trained.classifier().close();
    }

    private static void search(int count) {
        SplittableRandom random = new SplittableRandom(1);
        Samples samples = Samples.none(NUMBERS, Distance.COSINE);
        List<Sample> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(new Sample(vector(random), 0, new ContentHash(i, 0, 0, 0)));
            if (some.size() == 1_000) {
                samples = samples.with(some);
                some.clear();
            }
        }
        double[] alone = new double[SEARCHES];
        for (int i = -SEARCHES; i < SEARCHES; i++) {
            float[] vector = vector(random);
            long begin = System.nanoTime();
            samples.nearest(vector, 20);
            if (i >= 0) {
                alone[i] = seconds(begin, System.nanoTime());
            }
        }
        Arrays.sort(alone);
        List<float[]> batch = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            batch.add(vector(random));
        }
        long begin = System.nanoTime();
        samples.nearest(batch, 20);
        System.out.printf(
                Locale.ROOT,
                "search: the 20 nearest of %,d samples of %,d numbers in %.2f ms (median of %d), %.2f ms each for 32 at once%n",
                count,
                NUMBERS,
                1e3 * alone[SEARCHES / 2],
                SEARCHES,
                1e3 * seconds(begin, System.nanoTime()) / batch.size());
    }

    private static float[] vector(SplittableRandom random) {
        float[] vector = new float[NUMBERS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextDouble();
        }
        return vector;
    }

    private static double seconds(long begin, long end) {
        return (end - begin) / 1e9;
    }
}
