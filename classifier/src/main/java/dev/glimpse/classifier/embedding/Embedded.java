package dev.glimpse.classifier.embedding;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A dataset with a vector for each picture. */
public final class Embedded {

    private final Dataset dataset;
    private final Shape shape;
    private final int length;
    private final Map<Long, float[]> vectors;

    Embedded(Dataset dataset, Shape shape, Map<Long, float[]> vectors) {
        this.dataset = dataset;
        this.shape = shape;
        this.length = Math.toIntExact(shape.count());
        this.vectors = vectors;
    }

    /** The pictures that have a vector: all that can be read. */
    public Dataset dataset() {
        return dataset;
    }

    /**
     * These vectors for another dataset over the same pictures: with other labels or splits, or fewer pictures.
     *
     * @throws IllegalArgumentException if a picture of it has no vector here
     */
    public Embedded withDataset(Dataset other) {
        other.items().forEach(item -> {
            if (!vectors.containsKey(item.key())) {
                throw new IllegalArgumentException(item.name() + " has no vector");
            }
        });
        return new Embedded(other, shape, vectors);
    }

    /** How many numbers a vector has. */
    public int length() {
        return length;
    }

    /** What a vector's numbers stand for: {@code [length]}, or height, width and channels where a network was cut there. */
    public Shape shape() {
        return shape;
    }

    /** How many vectors were computed just now, because they had never been before. */
    public long computed() {
        return vectors.size();
    }

    /** Whether every picture that can be read has its vectors; not so where it was stopped on the way. */
    public boolean isComplete() {
        return true;
    }

    /** The vectors of one split as they are, in the order of {@link Dataset#items(Split)}: all of them in memory. */
    public NdArray.Floats floats(Split split) {
        int[] pictures = dataset.items(split).mapToInt(item -> item.index()).toArray();
        float[] values = new float[Math.multiplyExact(pictures.length, length)];
        for (int i = 0; i < pictures.length; i++) {
            System.arraycopy(vector(pictures[i]), 0, values, i * length, length);
        }
        return new NdArray.Floats(shape.prepend(pictures.length), values);
    }

    /** The labels of one split, in the order of {@link #floats}. */
    public int[] labels(Split split) {
        return dataset.items(split).mapToInt(item -> item.label()).toArray();
    }

    /** The vector of a picture as it is, by its number in {@link #dataset}. */
    public float[] vector(int picture) {
        return java.util.Objects.requireNonNull(
                        vectors.get(dataset.item(picture).key()))
                .clone();
    }

    /**
     * The vectors of one split as batches with one-hot targets: those to learn from in another order each epoch, in which a
     * picture shows one of its looks at a time, the others as the dataset lists them.
     */
    public Batches batches(Split split, int batchSize) {
        int[] pictures = dataset.items(split).mapToInt(item -> item.index()).toArray();
        int classes = dataset.labels().size();
        return new Batches() {
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
                return List.of(shape);
            }

            @Override
            public BatchStream open(Pass pass) {
                int[] order = pictures.clone();
                if (split == Split.TRAIN) {
                    SplittableRandom random = pass.seed().derive(pass.epoch()).random();
                    for (int i = order.length - 1; i > 0; i--) {
                        int other = random.nextInt(i + 1);
                        int picture = order[i];
                        order[i] = order[other];
                        order[other] = picture;
                    }
                }
                return new BatchStream() {
                    private int done = pass.firstBatch();

                    @Override
                    public Optional<Batch> next() {
                        int start = done * batchSize;
                        if (start >= order.length) {
                            return Optional.empty();
                        }
                        int count = Math.min(batchSize, order.length - start);
                        float[] inputs = new float[count * length];
                        float[] targets = new float[count * classes];
                        long[] keys = new long[count];
                        for (int i = 0; i < count; i++) {
                            var item = dataset.item(order[start + i]);
                            keys[i] = item.key();
                            targets[i * classes + item.label()] = 1;
                            System.arraycopy(vector(order[start + i]), 0, inputs, i * length, length);
                        }
                        done++;
                        return Optional.of(new Batch(
                                List.of(new NdArray.Floats(shape.prepend(count), inputs)),
                                List.of(new NdArray.Floats(Shape.of(count, classes), targets)),
                                Optional.empty(),
                                keys));
                    }

                    @Override
                    public int done() {
                        return done;
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }
}
