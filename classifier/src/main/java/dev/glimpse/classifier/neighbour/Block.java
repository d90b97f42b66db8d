package dev.glimpse.classifier.neighbour;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some hundred vectors, number by number: first the first number of each, then the second, so that all are compared with
 * another at once, in a loop that the compiler turns into vector instructions. One sum after the other, in the order of the
 * numbers, could not be.
 *
 * <p>Several states of a set share a block. Each knows how many of the vectors are its own; only who holds them all may fill
 * the next place, everyone else takes a copy.
 */
final class Block {

    /** So many vectors of a thousand numbers stay in a processor's own cache while others are compared with them, too. */
    static final int SIZE = 256;

    private final float[][] values;
    private final boolean[] isZero;
    private final AtomicInteger filled;

    private Block(float[][] values, boolean[] isZero, int filled) {
        this.values = values;
        this.isZero = isZero;
        this.filled = new AtomicInteger(filled);
    }

    static Block empty(int length) {
        return new Block(new float[length][SIZE], new boolean[SIZE], 0);
    }

    /** This block for someone who has put nothing behind the first {@code count} vectors yet: it, or a copy. */
    Block after(int count) {
        return filled.get() == count
                ? this
                : new Block(Arrays.stream(values).map(float[]::clone).toArray(float[][]::new), isZero.clone(), count);
    }

    /** Takes the place behind the first {@code count} vectors, unless somebody else has. */
    boolean take(int count) {
        return filled.compareAndSet(count, count + 1);
    }

    /** Puts a vector into a place that was taken. */
    void put(int place, float[] vector) {
        boolean zero = true;
        for (int i = 0; i < vector.length; i++) {
            values[i][place] = vector[i];
            zero &= vector[i] == 0;
        }
        isZero[place] = zero;
    }

    float[] vector(int place) {
        float[] vector = new float[values.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values[i][place];
        }
        return vector;
    }

    boolean isZero(int place) {
        return isZero[place];
    }

    /** The squared distances of all vectors from another one. */
    void squares(float[] from, float[] sums) {
        Arrays.fill(sums, 0);
        int i = 0;
        for (; i + 3 < from.length; i += 4) {
            add(
                    sums,
                    values[i],
                    from[i],
                    values[i + 1],
                    from[i + 1],
                    values[i + 2],
                    from[i + 2],
                    values[i + 3],
                    from[i + 3]);
        }
        for (; i < from.length; i++) {
            add(sums, values[i], from[i]);
        }
    }

    /** Four numbers at once, so that the sums are fetched and put back a quarter as often. */
    private static void add(
            float[] sums, float[] as, float a, float[] bs, float b, float[] cs, float c, float[] ds, float d) {
        for (int i = 0; i < SIZE; i++) {
            float first = as[i] - a;
            float second = bs[i] - b;
            float third = cs[i] - c;
            float fourth = ds[i] - d;
            sums[i] += first * first + second * second + third * third + fourth * fourth;
        }
    }

    private static void add(float[] sums, float[] as, float a) {
        for (int i = 0; i < SIZE; i++) {
            float first = as[i] - a;
            sums[i] += first * first;
        }
    }
}
