package dev.glimpse.learn;

import java.util.Arrays;

/**
 * Inner products of many vectors with many others.
 *
 * <p>In blocks that stay in the processor's cache, with innermost loops along independent sums: those a JVM turns into vector
 * instructions, which it does not do with a single sum.
 */
final class Products {

    private static final int COLUMNS = 256;
    private static final int DEPTH = 128;

    private Products() {}

    /** {@code [i][j]} is the product of row {@code i} of the one with row {@code j} of the other. */
    static float[][] of(Rows one, Rows other) {
        int length = one.length();
        int width = other.count();
        var products = new float[one.count()][width];
        var block = new float[DEPTH * COLUMNS];
        var sums = new float[COLUMNS];
        for (int first = 0; first < width; first += COLUMNS) {
            int columns = Math.min(COLUMNS, width - first);
            for (int from = 0; from < length; from += DEPTH) {
                int depth = Math.min(DEPTH, length - from);
                turn(other, first, columns, from, depth, block);
                for (int row = 0; row < products.length; row++) {
                    System.arraycopy(products[row], first, sums, 0, columns);
                    add(one.values(), row * length + from, depth, block, sums);
                    System.arraycopy(sums, 0, products[row], first, columns);
                }
            }
        }
        return products;
    }

    private static void turn(Rows rows, int first, int columns, int from, int depth, float[] block) {
        if (columns < COLUMNS || depth < DEPTH) {
            Arrays.fill(block, 0);
        }
        for (int column = 0; column < columns; column++) {
            int start = (first + column) * rows.length() + from;
            for (int i = 0; i < depth; i++) {
                block[i * COLUMNS + column] = rows.values()[start + i];
            }
        }
    }

    private static void add(float[] values, int start, int depth, float[] block, float[] sums) {
        int i = 0;
        for (; i + 4 <= depth; i += 4) {
            float a = values[start + i];
            float b = values[start + i + 1];
            float c = values[start + i + 2];
            float d = values[start + i + 3];
            int line = i * COLUMNS;
            for (int j = 0; j < COLUMNS; j++) {
                sums[j] += a * block[line + j]
                        + b * block[line + COLUMNS + j]
                        + c * block[line + 2 * COLUMNS + j]
                        + d * block[line + 3 * COLUMNS + j];
            }
        }
        for (; i < depth; i++) {
            float a = values[start + i];
            for (int j = 0; j < COLUMNS; j++) {
                sums[j] += a * block[i * COLUMNS + j];
            }
        }
    }

    /** The squared length of each vector. */
    static float[] squares(Rows rows) {
        var squares = new float[rows.count()];
        for (int row = 0; row < squares.length; row++) {
            double sum = 0;
            for (int i = row * rows.length(); i < (row + 1) * rows.length(); i++) {
                sum += (double) rows.values()[i] * rows.values()[i];
            }
            squares[row] = (float) sum;
        }
        return squares;
    }

    /** The squared distance of each vector of the one from each of the other: {@code [i][j]}, at least 0. */
    static float[][] distances(Rows one, float[] oneSquares, Rows other, float[] otherSquares) {
        float[][] distances = of(one, other);
        for (int i = 0; i < distances.length; i++) {
            float[] line = distances[i];
            float square = oneSquares[i];
            for (int j = 0; j < line.length; j++) {
                line[j] = Math.max(0, square + otherSquares[j] - 2 * line[j]);
            }
        }
        return distances;
    }
}
