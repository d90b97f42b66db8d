package dev.glimpse.data.stream;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.source.Reasons;
import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches.Pass;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the batches of one pass: which sample goes where, and what its numbers are. */
final class BatchMaker {

    private final Samples samples;
    private final Shape shape;
    private final int sampleBytes;
    private final BatchOptions options;
    private final SampleCache cache;
    private final Pass pass;
    private final int[] order;
    private final Listener listener;

    /** Is told of samples that cannot be read. */
    interface Listener {
        void unreadable(int sample, String reason);
    }

    /** A batch in the making. */
    static final class Draft {

        private final int first;
        private final int size;
        private final byte[] pixels;
        private final @Nullable String[] failures;

        private Draft(int first, int size, int sampleBytes) {
            this.first = first;
            this.size = size;
            this.pixels = new byte[Math.multiplyExact(size, sampleBytes)];
            this.failures = new @Nullable String[size];
        }

        int size() {
            return size;
        }
    }

    BatchMaker(
            Samples samples,
            Shape shape,
            BatchOptions options,
            SampleCache cache,
            Pass pass,
            int[] order,
            Listener listener) {
        this.samples = samples;
        this.shape = shape;
        this.sampleBytes = Math.toIntExact(shape.count());
        this.options = options;
        this.cache = cache;
        this.pass = pass;
        this.order = order;
        this.listener = listener;
    }

    /** The first batch that is wanted. */
    int firstBatch() {
        return pass.firstBatch();
    }

    /** How many batches the whole pass has. */
    int batches() {
        return Math.ceilDiv(order.length, options.size());
    }

    int batchBytes() {
        return Math.multiplyExact(sampleBytes, options.size());
    }

    /** How many samples a batch has. */
    int size(int batch) {
        return Math.min(options.size(), order.length - batch * options.size());
    }

    Draft begin(int batch) {
        return new Draft(batch * options.size(), size(batch), sampleBytes);
    }

    /** Reads one sample of a batch into its place. */
    void fill(Draft draft, int place) {
        int sample = order[draft.first + place];
        int offset = place * sampleBytes;
        try {
            if (options.augmentation().isEmpty()) {
                copy(sample, draft.pixels, offset);
            } else {
                Seed seed =
                        pass.seed().derive("augmentation").derive(pass.epoch()).derive(samples.key(sample));
                options.augmentation()
                        .get()
                        .apply(picture(sample), seed.value())
                        .copyTo(draft.pixels, offset);
            }
        } catch (IOException e) {
            draft.failures[place] = Reasons.of(e);
        } catch (ImageException e) {
            draft.failures[place] = Reasons.of(e, samples.name(sample));
        }
    }

    private void copy(int sample, byte[] target, int offset) throws IOException {
        if (!cache.load(sample, target, offset)) {
            samples.copy(sample, target, offset);
            cache.store(sample, target, offset);
        }
    }

    private Picture picture(int sample) throws IOException {
        if (cache instanceof SampleCache.Nothing) {
            return samples.picture(sample);
        }
        byte[] pixels = new byte[sampleBytes];
        copy(sample, pixels, 0);
        return Picture.of(shape.size(0), shape.size(1), shape.size(2), pixels);
    }

    /** The batch, once every place is filled; nothing if no sample could be read. */
    Optional<Batch> finish(Draft draft) {
        int kept = 0;
        long[] keys = new long[draft.size];
        int[] labels = new int[draft.size];
        byte[] pixels = draft.pixels;
        for (int place = 0; place < draft.size; place++) {
            int sample = order[draft.first + place];
            String failure = draft.failures[place];
            if (failure == null) {
                if (kept < place) {
                    System.arraycopy(pixels, place * sampleBytes, pixels, kept * sampleBytes, sampleBytes);
                }
                keys[kept] = samples.key(sample);
                labels[kept] = samples.label(sample);
                kept++;
            } else if (options.strictness() == Strictness.REFUSE) {
                throw new DataException("cannot read " + samples.name(sample) + ": " + failure);
            } else {
                listener.unreadable(sample, failure);
            }
        }
        if (kept == 0) {
            return Optional.empty();
        }
        if (kept < draft.size) {
            pixels = Arrays.copyOf(pixels, kept * sampleBytes);
            keys = Arrays.copyOf(keys, kept);
        }
        return Optional.of(new Batch(
                List.of(new NdArray.Bytes(shape.prepend(kept), pixels)),
                List.of(targets(labels, kept)),
                Optional.empty(),
                keys));
    }

    private NdArray targets(int[] labels, int count) {
        return switch (options.targets()) {
            case ONE_HOT -> {
                int classes = samples.classes();
                float[] values = new float[count * classes];
                for (int i = 0; i < count; i++) {
                    values[i * classes + labels[i]] = 1;
                }
                yield new NdArray.Floats(Shape.of(count, classes), values);
            }
            case INDEX -> {
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = labels[i];
                }
                yield new NdArray.Floats(Shape.of(count), values);
            }
        };
    }
}
