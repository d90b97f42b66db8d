package dev.glimpse.learn;

/** A small dataset that Python makes too (src/test/python/scikit.py): three classes, four numbers, and a number to tell. */
record Samples(Rows rows, int[] labels, float[] targets) {

    static final int LENGTH = 4;

    /** The 90 that are taught, and the 60 that are asked. */
    static Samples[] taughtAndAsked() {
        var numbers = new Sequence();
        return new Samples[] {numbers.samples(90), numbers.samples(60)};
    }

    static Samples taught() {
        return taughtAndAsked()[0];
    }

    static Samples asked() {
        return taughtAndAsked()[1];
    }

    double accuracy(ClassModel model) {
        float[][] probabilities = model.probabilities(rows);
        double right = 0;
        for (int row = 0; row < labels.length; row++) {
            right += best(probabilities[row]) == labels[row] ? 1 : 0;
        }
        return right / labels.length;
    }

    double squaredError(NumberModel model) {
        float[] numbers = model.numbers(rows);
        double sum = 0;
        for (int row = 0; row < numbers.length; row++) {
            sum += Math.pow(numbers[row] - targets[row], 2);
        }
        return sum / numbers.length;
    }

    static int best(float[] probabilities) {
        int best = 0;
        for (int one = 1; one < probabilities.length; one++) {
            best = probabilities[one] > probabilities[best] ? one : best;
        }
        return best;
    }

    private static final class Sequence {

        private long state = 7;

        private double next() {
            state = (state * 1103515245 + 12345) % (1L << 31);
            return (double) state / (1L << 31);
        }

        Samples samples(int count) {
            var values = new float[count * LENGTH];
            var labels = new int[count];
            var targets = new float[count];
            for (int row = 0; row < count; row++) {
                labels[row] = row % 3;
                int start = row * LENGTH;
                for (int i = 0; i < LENGTH; i++) {
                    values[start + i] = (float) ((3 * next() + (i == labels[row] ? 2 : 0)) * (i + 1));
                }
                targets[row] = (float) (values[start] * values[start + 1] / 4 + values[start + 2] + next());
            }
            return new Samples(new Rows(LENGTH, values), labels, targets);
        }
    }
}
