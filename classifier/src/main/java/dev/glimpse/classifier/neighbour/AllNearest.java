package dev.glimpse.classifier.neighbour;

import dev.glimpse.data.Parallel;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * The nearest of many vectors to each of them, by their cosine.
 *
 * <p>The search is exact: every two are compared, in blocks, so that a thread needs some 4 MB with 1,280 numbers a vector,
 * however many there are. Time grows with the square of their number.
 */
public final class AllNearest {

    private static final int TOGETHER = 2 * Block.SIZE;

    private final int[] groups;
    private final int length;
    private final IntFunction<float[]> vectors;
    private final int k;

    private AllNearest(int[] groups, int length, IntFunction<float[]> vectors, int k) {
        this.groups = groups;
        this.length = length;
        this.vectors = vectors;
        this.k = k;
    }

    /** Is told what was found, from several threads at once. */
    @FunctionalInterface
    public interface Listener {
        /** These are the nearest to a vector; fewer than asked for where there are no more. */
        void found(int vector, Nearest nearest);
    }

    /**
     * Vectors to be searched.
     *
     * @param groups of which group each vector is; those of its own group are no neighbours of a vector
     * @param length how many numbers a vector has
     * @param vectors gives each by its number, to several threads at once
     * @param k how many neighbours are wanted, 1 or more
     */
    public static AllNearest of(int[] groups, int length, IntFunction<float[]> vectors, int k) {
        return new AllNearest(groups.clone(), length, vectors, k);
    }

    /**
     * Searches on so many threads.
     *
     * @param done is told how many vectors have their neighbours
     */
    public void search(int threads, Listener listener, IntConsumer done) {
        int pieces = Math.ceilDiv(groups.length, TOGETHER);
        AtomicInteger count = new AtomicInteger();
        Parallel.forEach(pieces, threads, piece -> {
            int from = piece * TOGETHER;
            int to = Math.min(groups.length, from + TOGETHER);
            search(from, to, listener);
            done.accept(count.addAndGet(to - from));
        });
    }

    private void search(int from, int to, Listener listener) {
        float[][] queries = new float[to - from][];
        Closest[] closest = new Closest[queries.length];
        for (int i = 0; i < queries.length; i++) {
            queries[i] = unit(from + i);
            closest[i] = new Closest(k);
        }
        Block block = Block.empty(length);
        float[] squares = new float[Block.SIZE];
        for (int first = 0; first < groups.length; first += Block.SIZE) {
            int count = Math.min(Block.SIZE, groups.length - first);
            for (int i = 0; i < count; i++) {
                block.put(i, unit(first + i));
            }
            for (int i = 0; i < queries.length; i++) {
                block.squares(queries[i], squares);
                boolean mixed = exclude(groups[from + i], first, count, squares);
                if (mixed) {
                    closest[i].offer(squares, first, count);
                }
            }
        }
        for (int i = 0; i < queries.length; i++) {
            listener.found(from + i, without(closest[i].nearest(square -> square / 2.0)));
        }
    }

    /** Moves a group infinitely far away; whether anything else is left. */
    private boolean exclude(int group, int first, int count, float[] squares) {
        boolean left = false;
        for (int i = 0; i < count; i++) {
            if (groups[first + i] == group) {
                squares[i] = Float.POSITIVE_INFINITY;
            } else {
                left = true;
            }
        }
        return left;
    }

    private static Nearest without(Nearest nearest) {
        int finite = 0;
        while (finite < nearest.size() && nearest.distances()[finite] < Double.POSITIVE_INFINITY) {
            finite++;
        }
        return new Nearest(Arrays.copyOf(nearest.samples(), finite), Arrays.copyOf(nearest.distances(), finite));
    }

    private float[] unit(int number) {
        float[] vector = vectors.apply(number);
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        double norm = Math.sqrt(sum);
        float[] unit = new float[length];
        for (int i = 0; i < length && norm > 0; i++) {
            unit[i] = (float) (vector[i] / norm);
        }
        return unit;
    }
}
