package dev.glimpse.data.stream;

import dev.glimpse.data.item.Unreadable;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batches;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Batches of pictures: inputs are unsigned bytes of shape [batch, height, width, channels], targets floats.
 *
 * <p>The key of a sample is the beginning of its content's hash. A picture that turns out to be broken is left out of its
 * batch, which then is smaller, and a batch of which nothing is left is passed over; where a pass was told to begin
 * counts such batches too.
 */
public final class PictureBatches implements Batches {

    private final Samples samples;
    private final Shape shape;
    private final BatchOptions options;
    private final SampleCache cache;
    private final Set<Integer> reported = ConcurrentHashMap.newKeySet();

    /** Batches of these samples, each of which has this shape: height, width, channels. */
    public static PictureBatches of(Samples samples, Shape shape, BatchOptions options, CacheFiles files) {
        return new PictureBatches(
                samples, shape, options, cache(samples, (int) shape.count(), options.caching(), files));
    }

    private PictureBatches(Samples samples, Shape shape, BatchOptions options, SampleCache cache) {
        this.samples = samples;
        this.shape = shape;
        this.options = options;
        this.cache = cache;
    }

    private static SampleCache cache(Samples samples, int sampleBytes, Caching caching, CacheFiles files) {
        if (samples.isImmediate()) {
            return new SampleCache.Nothing();
        }
        return switch (caching) {
            case Caching.None _ -> new SampleCache.Nothing();
            case Caching.Memory memory ->
                (long) sampleBytes * samples.size() <= memory.mostBytes()
                        ? new SampleCache.InMemory(samples.size(), sampleBytes)
                        : new SampleCache.Nothing();
            case Caching.Disk disk ->
                files.open(disk, samples.recipe(), sampleBytes).view(samples);
        };
    }

    @Override
    public int samples() {
        return samples.size();
    }

    @Override
    public int batchSize() {
        return options.size();
    }

    @Override
    public List<Shape> inputShapes() {
        return List.of(shape);
    }

    @Override
    public BatchStream open(Pass pass) {
        BatchMaker maker = new BatchMaker(samples, shape, options, cache, pass, order(pass), this::report);
        boolean immediate = samples.isImmediate() || cache.isComplete();
        return immediate && options.augmentation().isEmpty()
                ? new DirectStream(maker)
                : new ThreadedStream(maker, options);
    }

    /** A permutation by Fisher and Yates. */
    private int[] order(Pass pass) {
        int[] order = new int[samples.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        if (options.order() == BatchOptions.Order.SHUFFLED) {
            Seed seed = pass.seed().derive("order").derive(pass.epoch());
            SplittableRandom random = seed.random();
            for (int i = order.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[other];
                order[other] = swapped;
            }
        }
        return order;
    }

    private void report(int sample, String reason) {
        if (reported.add(sample)) {
            options.unreadable().accept(new Unreadable(samples.name(sample), reason));
        }
    }
}
