package dev.glimpse.classifier.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How often each label was taken for each other: a row for each true label, a column for each predicted one. */
public final class ConfusionMatrix {

    private final long[][] counts;

    private ConfusionMatrix(long[][] counts) {
        this.counts = counts;
    }

    /**
     * The matrix with these counts.
     *
     * @param counts as many rows as columns, {@code counts[label][predicted]}; copied
     */
    public static ConfusionMatrix of(long[][] counts) {
        for (long[] row : counts) {
            if (row.length != counts.length) {
                throw new IllegalArgumentException("a confusion matrix is square, got " + counts.length
                        + " rows and one of " + row.length + " columns");
            }
        }
        return new ConfusionMatrix(Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new));
    }

    /** The number of labels. */
    public int size() {
        return counts.length;
    }

    /** The pictures with the label of index {@code label} that were given that of index {@code predicted}. */
    public long count(int label, int predicted) {
        return counts[label][predicted];
    }

    /** The pictures that truly have the label of this index. */
    public long support(int label) {
        return Arrays.stream(counts[label]).sum();
    }

    /** The pictures that were given the label of this index. */
    public long predicted(int label) {
        return Arrays.stream(counts).mapToLong(row -> row[label]).sum();
    }

    /** The counts as rows of true labels; a copy. */
    public long[][] toArray() {
        return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    /** At most {@code limit} pairs of labels that were confused, the most frequent first; equals in label order. */
    public List<Confusion> mostConfused(int limit) {
        return IntStream.range(0, counts.length)
                .boxed()
                .flatMap(label -> IntStream.range(0, counts.length)
                        .filter(predicted -> predicted != label && counts[label][predicted] > 0)
                        .mapToObj(predicted -> new Confusion(label, predicted, counts[label][predicted])))
                .sorted(Comparator.comparingLong(Confusion::count).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix && Arrays.deepEquals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(counts);
    }

    /**
     * One label taken for another.
     *
     * @param label the index of the true label
     * @param predicted the index of the label given instead
     * @param count the number of pictures, at least 1
     */
    public record Confusion(int label, int predicted, long count) {}
}
