package dev.glimpse.classifier.doctor;

import dev.glimpse.classifier.doctor.DoctorOptions.Sight;
import dev.glimpse.classifier.embedding.Embedded;
import dev.glimpse.classifier.neighbour.Samples;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What a network says of the pictures of a dataset: their vectors, by the pictures' numbers there. */
final class Seen {

    private static final int NOTHING = Integer.MIN_VALUE;

    private final Embedded embedded;
    private final int[] rows;

    private Seen(Embedded embedded, int[] rows) {
        this.embedded = embedded;
        this.rows = rows;
    }

    /** The vectors of all sound pictures; those that are known are found, the others computed. */
    static Seen of(Dataset dataset, Looks looks, Sight sight, DoctorOptions options) {
        Dataset sound = dataset.where(item -> looks.isSound(item.index()));
        Embedded embedded = sight.embedder()
                .embed(sound, embed -> embed.progress(options.embedding()).remarks(options.remarks()));
        int[] rows = new int[dataset.size()];
        Arrays.fill(rows, NOTHING);
        Dataset there = embedded.dataset();
        int row = 0;
        for (int number : looks.sound()) {
            if (row < there.size() && isSame(dataset.item(number), there.item(row))) {
                rows[number] = Samples.isComparable(embedded.vector(row)) ? row : NOTHING;
                row++;
            }
        }
        return new Seen(embedded, rows);
    }

    /** The embedded ones are some of the others in the same order, and equal files are all there or none is. */
    private static boolean isSame(Item one, Item other) {
        return one.hash().equals(other.hash()) && one.name().equals(other.name());
    }

    /** The numbers of the pictures that have vectors. */
    int[] pictures() {
        return IntStream.range(0, rows.length).filter(this::has).toArray();
    }

    boolean has(int picture) {
        return rows[picture] != NOTHING;
    }

    /** How many numbers a vector has. */
    int length() {
        return embedded.length();
    }

    float[] vector(int picture) {
        return embedded.vector(rows[picture]);
    }

    /** A pair with the cosine of its embeddings, if both have one. */
    ClosePair compare(ClosePair pair) {
        if (!has(pair.first()) || !has(pair.second())) {
            return pair;
        }
        float[] one = vector(pair.first());
        float[] other = vector(pair.second());
        double product = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int i = 0; i < one.length; i++) {
            product += (double) one[i] * other[i];
            squares += (double) one[i] * one[i];
            otherSquares += (double) other[i] * other[i];
        }
        double lengths = Math.sqrt(squares) * Math.sqrt(otherSquares);
        return pair.withCosine(lengths == 0 ? 0 : product / lengths);
    }
}
