package dev.glimpse.learn;

import java.util.Arrays;

/**
 * The numbers of vectors, each as one of at most 64 ranges with about as many vectors in each.
 *
 * <p>Trees ask for the edges of ranges only: that takes a byte a number and no sorting, and costs a forest nothing that can be seen.
 *
 * @param length how many numbers a vector has
 * @param count how many vectors there are
 * @param edges for each number what each range begins with, without the first
 * @param bins number by number the range of each vector
 */
record Bins(int length, int count, float[][] edges, byte[] bins) {

    static final int MOST = 64;

    static Bins of(Rows rows) {
        int length = rows.length();
        int count = rows.count();
        if ((long) length * count > Integer.MAX_VALUE - 8) {
            throw new LearnException(
                    "%,d vectors of %,d numbers are too many for a forest: take fewer".formatted(count, length));
        }
        var edges = new float[length][];
        var bins = new byte[length * count];
        var column = new float[count];
        for (int i = 0; i < length; i++) {
            for (int row = 0; row < count; row++) {
                column[row] = rows.values()[row * length + i] + 0f;
            }
            float[] sorted = column.clone();
            Arrays.sort(sorted);
            edges[i] = edges(sorted);
            for (int row = 0; row < count; row++) {
                bins[i * count + row] = (byte) bin(edges[i], column[row]);
            }
        }
        return new Bins(length, count, edges, bins);
    }

    private static float[] edges(float[] sorted) {
        var edges = new float[MOST - 1];
        int size = 0;
        float last = sorted[0];
        for (int cut = 1; cut < MOST; cut++) {
            int place = (int) ((long) cut * sorted.length / MOST);
            while (place < sorted.length && sorted[place] <= last) {
                place++;
            }
            if (place == sorted.length) {
                break;
            }
            float lower = sorted[place - 1];
            float middle = lower / 2 + sorted[place] / 2;
            edges[size++] = middle > lower ? middle : sorted[place];
            last = sorted[place];
        }
        return Arrays.copyOf(edges, size);
    }

    private static int bin(float[] edges, float value) {
        int found = Arrays.binarySearch(edges, value);
        return found >= 0 ? found + 1 : -found - 1;
    }

    int bin(int column, int row) {
        return bins[column * count + row];
    }

    int ranges(int column) {
        return edges[column].length + 1;
    }
}
