package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.random.RandomGenerator;

/**
 * A random matrix whose rows or columns, whichever are fewer, are orthogonal and of one length.
 *
 * <p>A weight with more than two axes is taken as a matrix of everything by its last axis (Saxe, McClelland and Ganguli,
 * "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", 2014).
 */
final class Orthogonal {

    private Orthogonal() {}

    /** Fills the values of a weight of this shape, row by row. */
    static void fill(float[] values, Shape shape, double gain, RandomGenerator random) {
        if (shape.rank() < 2) {
            throw new NnException("the orthogonal initializer is for weights with two axes or more, got shape " + shape
                    + ": choose another initializer");
        }
        int columns = shape.size(-1);
        int rows = values.length / Math.max(1, columns);
        int longer = Math.max(rows, columns);
        int shorter = Math.min(rows, columns);
        double[][] basis = new double[shorter][longer];
        for (int i = 0; i < shorter; i++) {
            do {
                draw(basis[i], random);
                orthogonalize(basis, i);
                orthogonalize(basis, i);
            } while (!normalize(basis[i]));
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double value = rows >= columns ? basis[column][row] : basis[row][column];
                values[row * columns + column] = (float) (gain * value);
            }
        }
    }

    private static void draw(double[] vector, RandomGenerator random) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextGaussian();
        }
    }

    /** Gram-Schmidt; done twice it is exact to rounding. */
    private static void orthogonalize(double[][] basis, int index) {
        double[] vector = basis[index];
        for (int i = 0; i < index; i++) {
            double along = 0;
            for (int k = 0; k < vector.length; k++) {
                along += vector[k] * basis[i][k];
            }
            for (int k = 0; k < vector.length; k++) {
                vector[k] -= along * basis[i][k];
            }
        }
    }

    private static boolean normalize(double[] vector) {
        double square = 0;
        for (double value : vector) {
            square += value * value;
        }
        if (square < 1e-12) {
            return false;
        }
        double factor = 1 / Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
        return true;
    }
}
