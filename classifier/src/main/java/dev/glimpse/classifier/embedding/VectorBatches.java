package dev.glimpse.classifier.embedding;

import dev.glimpse.data.item.Split;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Vectors of some pictures, batch by batch; nothing is prepared ahead, for it is no more than copying. */
final class VectorBatches implements Batches {

    private final Embedded embedded;
    private final int[] pictures;
    private final Split split;
    private final int batchSize;

    VectorBatches(Embedded embedded, int[] pictures, Split split, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least 1 sample, got " + batchSize);
        }
        this.embedded = embedded;
        this.pictures = pictures;
        this.split = split;
        this.batchSize = batchSize;
    }

    @Override
    public int samples() {
        return pictures.length;
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public List<Shape> inputShapes() {
        return List.of(embedded.shape());
    }

    @Override
    public BatchStream open(Pass pass) {
        int[] order = pictures.clone();
        int[] looks = new int[order.length];
        if (split == Split.TRAIN) {
            shuffle(order, pass.seed().derive("order").derive(pass.epoch()).random());
            Seed beginning = pass.seed().derive("look");
            for (int i = 0; i < order.length; i++) {
                int count = embedded.looks(order[i]);
                if (count > 1) {
                    long first = beginning.derive(embedded.key(order[i])).value() >>> 1;
                    looks[i] = (int) ((first % count + pass.epoch()) % count);
                }
            }
        }
        return new Rows(order, looks, pass.firstBatch());
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int picture = order[i];
            order[i] = order[other];
            order[other] = picture;
        }
    }

    private final class Rows implements BatchStream {

        private final int[] order;
        private final int[] looks;
        private int done;

        Rows(int[] order, int[] looks, int done) {
            this.order = order;
            this.looks = looks;
            this.done = Math.min(done, Math.ceilDiv(order.length, batchSize));
        }

        @Override
        public Optional<Batch> next() {
            int start = done * batchSize;
            if (start >= order.length) {
                return Optional.empty();
            }
            int count = Math.min(batchSize, order.length - start);
            int length = embedded.length();
            int classes = embedded.dataset().labels().size();
            float[] inputs = new float[count * length];
            float[] targets = new float[count * classes];
            long[] keys = new long[count];
            for (int i = 0; i < count; i++) {
                int picture = order[start + i];
                embedded.copy(picture, looks[start + i], inputs, i * length);
                targets[i * classes + embedded.label(picture)] = 1;
                keys[i] = embedded.key(picture);
            }
            done++;
            return Optional.of(new Batch(
                    List.of(new NdArray.Floats(embedded.shape().prepend(count), inputs)),
                    List.of(new NdArray.Floats(Shape.of(count, classes), targets)),
                    Optional.empty(),
                    keys));
        }

        @Override
        public int done() {
            return done;
        }

        @Override
        public void close() {
            done = Math.ceilDiv(order.length, batchSize);
        }
    }
}
