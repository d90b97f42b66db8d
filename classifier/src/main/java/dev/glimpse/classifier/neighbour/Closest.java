package dev.glimpse.classifier.neighbour;

import java.util.Arrays;

/** The nearest of those that were offered so far, the nearest first. */
final class Closest {

    /** The distance of one at this square. */
    @FunctionalInterface
    interface FromSquare {
        double distance(float square);
    }

    private final int most;
    private final int[] samples;
    private final float[] squares;
    private int count;

    Closest(int most) {
        this.most = most;
        this.samples = new int[most];
        this.squares = new float[most];
    }

    /** Offers samples, whose numbers begin at one. */
    void offer(float[] offered, int first, int offeredCount) {
        for (int i = 0; i < offeredCount; i++) {
            if (count < most || offered[i] < squares[most - 1]) {
                insert(first + i, offered[i]);
            }
        }
    }

    private void insert(int sample, float square) {
        int at = count < most ? count++ : most - 1;
        while (at > 0 && squares[at - 1] > square) {
            squares[at] = squares[at - 1];
            samples[at] = samples[at - 1];
            at--;
        }
        squares[at] = square;
        samples[at] = sample;
    }

    Nearest nearest(FromSquare conversion) {
        double[] distances = new double[count];
        for (int i = 0; i < count; i++) {
            distances[i] = conversion.distance(squares[i]);
        }
        return new Nearest(Arrays.copyOf(samples, count), distances);
    }
}
