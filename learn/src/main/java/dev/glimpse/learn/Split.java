package dev.glimpse.learn;

import java.util.Arrays;

/** How well vectors are told apart: what a tree looks at when it chooses a question. */
final class Split {

    private Split() {}

    /** What trees are to tell. Purity adds up over the two sides of a question, and the more the better. */
    sealed interface Target {

        /** How many numbers a leaf says. */
        int width();

        /** An empty side. */
        Side side();
    }

    /** Some of the vectors. */
    sealed interface Side {

        void clear();

        void add(int row);

        void remove(int row);

        /** How alike they are: from a side with none of it, 0, up. */
        double purity();

        /** Whether they are all the same. */
        boolean pure();

        float[] says();
    }

    /** Classes, and Gini's impurity turned around: the sum of squared counts over the count. */
    record Classes(int[] labels, int width) implements Target {

        @Override
        public Side side() {
            return new Counts(labels, width);
        }
    }

    /** Numbers, and their variance turned around: the squared sum over the count. */
    record Numbers(float[] targets) implements Target {

        @Override
        public int width() {
            return 1;
        }

        @Override
        public Side side() {
            return new Sums(targets);
        }
    }

    private static final class Counts implements Side {

        private final int[] labels;
        private final int[] counts;
        private int count;
        private long squares;

        Counts(int[] labels, int width) {
            this.labels = labels;
            counts = new int[width];
        }

        @Override
        public void clear() {
            Arrays.fill(counts, 0);
            count = 0;
            squares = 0;
        }

        @Override
        public void add(int row) {
            squares += 2L * counts[labels[row]]++ + 1;
            count++;
        }

        @Override
        public void remove(int row) {
            squares -= 2L * --counts[labels[row]] + 1;
            count--;
        }

        @Override
        public double purity() {
            return count == 0 ? 0 : (double) squares / count;
        }

        @Override
        public boolean pure() {
            return squares == (long) count * count;
        }

        @Override
        public float[] says() {
            var says = new float[counts.length];
            for (int one = 0; one < says.length; one++) {
                says[one] = (float) counts[one] / count;
            }
            return says;
        }
    }

    private static final class Sums implements Side {

        private final float[] targets;
        private int count;
        private double sum;
        private double squares;

        Sums(float[] targets) {
            this.targets = targets;
        }

        @Override
        public void clear() {
            count = 0;
            sum = 0;
            squares = 0;
        }

        @Override
        public void add(int row) {
            count++;
            sum += targets[row];
            squares += (double) targets[row] * targets[row];
        }

        @Override
        public void remove(int row) {
            count--;
            sum -= targets[row];
            squares -= (double) targets[row] * targets[row];
        }

        @Override
        public double purity() {
            return count == 0 ? 0 : sum * sum / count;
        }

        @Override
        public boolean pure() {
            return squares - purity() <= 1e-12 * squares;
        }

        @Override
        public float[] says() {
            return new float[] {(float) (sum / count)};
        }
    }
}
