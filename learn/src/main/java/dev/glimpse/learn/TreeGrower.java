package dev.glimpse.learn;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** One tree of a forest while it grows. */
final class TreeGrower {

    private final Bins bins;
    private final int drawn;
    private final int leaf;
    private final RandomGenerator random;
    private final Growing growing;
    private final int[] rows;
    private final int[] ordered;
    private final int[] columns;
    private final int[] starts = new int[Bins.MOST + 1];
    private final Split.Side left;
    private final Split.Side right;
    private double best;
    private int bestColumn;
    private int bestRange;

    TreeGrower(Bins bins, Split.Target target, int drawn, int leaf, RandomGenerator random, Growing growing) {
        this.bins = bins;
        this.drawn = drawn;
        this.leaf = leaf;
        this.random = random;
        this.growing = growing;
        rows = new int[bins.count()];
        ordered = new int[bins.count()];
        columns = new int[bins.length()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = i;
        }
        left = target.side();
        right = target.side();
    }

    /** Grows it on as many vectors as there are, drawn with putting back. */
    void grow() {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextInt(rows.length);
        }
        growing.root(grow(0, rows.length));
    }

    private int grow(int from, int to) {
        right.clear();
        for (int i = from; i < to; i++) {
            right.add(rows[i]);
        }
        if (to - from < 2 * leaf || right.pure() || !choose(from, to)) {
            right.clear();
            for (int i = from; i < to; i++) {
                right.add(rows[i]);
            }
            return growing.leaf(right.says());
        }
        int column = bestColumn;
        int range = bestRange;
        int middle = part(from, to, column, range);
        int node = growing.node(column, bins.edges()[column][range]);
        growing.below(node, grow(from, middle));
        growing.otherwise(node, grow(middle, to));
        return node;
    }

    /** The best question of those drawn; where none of them tells anything apart, more are drawn. */
    private boolean choose(int from, int to) {
        best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < columns.length && (i < drawn || best == Double.NEGATIVE_INFINITY); i++) {
            int other = i + random.nextInt(columns.length - i);
            int column = columns[other];
            columns[other] = columns[i];
            columns[i] = column;
            if (bins.ranges(column) > 1) {
                look(column, from, to);
            }
        }
        return best > Double.NEGATIVE_INFINITY;
    }

    private void look(int column, int from, int to) {
        int ranges = bins.ranges(column);
        Arrays.fill(starts, 0, ranges + 1, 0);
        for (int i = from; i < to; i++) {
            starts[bins.bin(column, rows[i]) + 1]++;
        }
        for (int range = 1; range <= ranges; range++) {
            starts[range] += starts[range - 1];
        }
        for (int i = from; i < to; i++) {
            ordered[starts[bins.bin(column, rows[i])]++] = rows[i];
        }
        // From here on a range's start is where it ends.
        left.clear();
        right.clear();
        for (int i = from; i < to; i++) {
            right.add(rows[i]);
        }
        int done = 0;
        int count = to - from;
        for (int range = 0; range < ranges - 1; range++) {
            int end = starts[range];
            if (end == done) {
                continue;
            }
            for (; done < end; done++) {
                left.add(ordered[done]);
                right.remove(ordered[done]);
            }
            if (done == count) {
                return;
            }
            if (done < leaf || count - done < leaf) {
                continue;
            }
            double purity = left.purity() + right.purity();
            if (purity > best) {
                best = purity;
                bestColumn = column;
                bestRange = range;
            }
        }
    }

    private int part(int from, int to, int column, int range) {
        int low = from;
        int high = to;
        while (low < high) {
            int row = rows[low];
            if (bins.bin(column, row) <= range) {
                low++;
            } else {
                rows[low] = rows[--high];
                rows[high] = row;
            }
        }
        return low;
    }
}
