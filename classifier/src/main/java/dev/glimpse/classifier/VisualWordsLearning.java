package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.Picture;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.image.feature.Features;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** What describes pictures by features, with the visual words among them learnt from pictures that are there to learn from. */
final class VisualWordsLearning {

    /** More pictures hardly make better words, for only so many places of them are kept. */
    private static final int MOST_PICTURES = 1000;

    private static final int BATCH = 16;

    private VisualWordsLearning() {}

    /** Which words somebody may want that were learnt before. */
    record Wanted(Dataset dataset, Features features, Preprocessing pictures, long seed) {}

    /**
     * The describer; none if the training was asked to stop.
     *
     * @throws dev.glimpse.image.ImageException if the pictures have too few places to learn so many words from
     */
    static Optional<Describer> of(
            Dataset dataset, Features features, Preprocessing pictures, long seed, Training training) {
        if (!features.needLearning()) {
            return Optional.of(features.describer());
        }
        Wanted wanted = new Wanted(dataset, features, pictures, seed);
        Describer known = training.describers().get(wanted);
        if (known != null) {
            return Optional.of(known);
        }
        Dataset chosen = spread(dataset);
        Batches batches = chosen.batches(pictures.resize(), batch -> batch.size(BATCH)
                .channels(pictures.channels())
                .listed()
                .strictness(training.strictness())
                // Those that cannot be decoded are told of when they are described.
                .unreadable(_ -> {}));
        try (Batches.BatchStream stream = batches.open(Batches.Pass.first())) {
            Describer learnt = features.learn(pictures(stream, chosen.size(), training), seed);
            training.describers().put(wanted, learnt);
            return Optional.of(learnt);
        } catch (CancellationException stopped) {
            return Optional.empty();
        }
    }

    private static Stream<Picture> pictures(Batches.BatchStream stream, int all, Training training) {
        int[] done = {0};
        return Stream.generate(stream::next)
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .flatMap(batch -> {
                    if (training.stopWhen().getAsBoolean()) {
                        throw new CancellationException();
                    }
                    List<Picture> some = pictures(batch);
                    done[0] += some.size();
                    training.tell(new TeachingEvent.Learning("visual words", done[0], all));
                    return some.stream();
                });
    }

    private static List<Picture> pictures(Batch batch) {
        if (!(batch.inputs().getFirst() instanceof NdArray.Bytes(var shape, byte[] pixels))) {
            throw new IllegalStateException("batches of pictures are bytes");
        }
        int count = shape.size(0);
        int size = pixels.length / count;
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(Picture.of(
                    shape.size(1), shape.size(2), shape.size(3), Arrays.copyOfRange(pixels, i * size, (i + 1) * size)));
        }
        return pictures;
    }

    /** Pictures to learn from, spread evenly over all that there are. */
    private static Dataset spread(Dataset dataset) {
        long all = dataset.size(Split.TRAIN);
        long most = Math.min(all, MOST_PICTURES);
        long[] number = {0};
        return dataset.where(item -> {
            if (item.split().filter(Split.TRAIN::equals).isEmpty()) {
                return false;
            }
            long before = number[0]++;
            return before * most / all != (before + 1) * most / all;
        });
    }
}
