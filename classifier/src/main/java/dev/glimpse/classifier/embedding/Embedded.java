package dev.glimpse.classifier.embedding;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import java.util.Optional;

/**
 * A dataset with a vector for each picture.
 *
 * <p>Vectors stay in a file that is mapped into memory; on the heap there are about sixty bytes a picture. Any number of threads
 * may read it at the same time, also when the {@link Embedder} is closed.
 */
public final class Embedded {

    private final Dataset dataset;
    private final Shape shape;
    private final int length;
    private final VectorSource plain;
    private final Optional<VectorSource> changed;
    private final long computed;
    private final boolean complete;
    private final long[] keys;
    private final int[] labels;
    private final int[] plainRows;
    private final int[] changedRows;

    Embedded(
            Dataset dataset,
            Shape shape,
            VectorSource plain,
            Optional<VectorSource> changed,
            long computed,
            boolean complete) {
        this.dataset = dataset;
        this.shape = shape;
        this.length = Math.toIntExact(shape.count());
        this.plain = plain;
        this.changed = changed;
        this.computed = computed;
        this.complete = complete;
        this.keys = new long[dataset.size()];
        this.labels = new int[dataset.size()];
        this.plainRows = new int[dataset.size()];
        this.changedRows = new int[changed.isPresent() ? dataset.size() : 0];
        dataset.items().forEach(this::look);
    }

    private void look(Item item) {
        if (!has(item)) {
            throw new IllegalArgumentException(item.name() + " has no vector");
        }
        int row = plain.places().row(item.hash());
        keys[item.index()] = item.key();
        labels[item.index()] = item.label();
        plainRows[item.index()] = row;
        changed.ifPresent(looks -> {
            int other = looks.places().row(item.hash());
            boolean usable = item.split().equals(Optional.of(Split.TRAIN))
                    && other != Places.NONE
                    && looks.places().isComplete(other);
            changedRows[item.index()] = usable ? other : Places.NONE;
        });
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
        return new Embedded(other, shape, plain, changed, computed, complete);
    }

    /** Whether a picture of any dataset has a vector here. */
    public boolean has(Item picture) {
        int row = plain.places().row(picture.hash());
        return row != Places.NONE && plain.places().isComplete(row);
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
        return computed;
    }

    /** Whether every picture that can be read has its vectors; not so where it was stopped on the way. */
    public boolean isComplete() {
        return complete;
    }

    /** How many looks a picture to learn from has, the first as it is. */
    public int looks() {
        return 1 + changed.map(source -> source.places().looks()).orElse(0);
    }

    /** The vector of a picture as it is, by its number in {@link #dataset}. */
    public float[] vector(int picture) {
        float[] vector = new float[length];
        copy(picture, 0, vector, 0);
        return vector;
    }

    /** The vectors of one split as they are, in the order of {@link Dataset#items(Split)}: all of them in memory. */
    public NdArray.Floats floats(Split split) {
        int[] pictures = pictures(split);
        float[] values = new float[Math.multiplyExact(pictures.length, length)];
        for (int i = 0; i < pictures.length; i++) {
            copy(pictures[i], 0, values, i * length);
        }
        return new NdArray.Floats(shape.prepend(pictures.length), values);
    }

    /** The labels of one split, in the order of {@link #floats}. */
    public int[] labels(Split split) {
        int[] pictures = pictures(split);
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = labels[pictures[i]];
        }
        return pictures;
    }

    /**
     * The vectors of one split as batches with one-hot targets.
     *
     * <p>Those to learn from come in another order each epoch, and a picture shows another of its looks each epoch until it
     * has shown all; the others come as they are and as the dataset lists them.
     */
    public Batches batches(Split split, int batchSize) {
        return new VectorBatches(this, pictures(split), split, batchSize);
    }

    private int[] pictures(Split split) {
        return dataset.items(split).mapToInt(Item::index).toArray();
    }

    long key(int picture) {
        return keys[picture];
    }

    int label(int picture) {
        return labels[picture];
    }

    /** How many looks this picture has, the first as it is. */
    int looks(int picture) {
        return changed.isPresent() && changedRows[picture] != Places.NONE ? looks() : 1;
    }

    /** Copies the vector of one of a picture's looks. */
    void copy(int picture, int look, float[] target, int offset) {
        if (look == 0) {
            plain.copy(plainRows[picture], 0, target, offset, length);
        } else {
            changed.orElseThrow().copy(changedRows[picture], look, target, offset, length);
        }
    }
}
