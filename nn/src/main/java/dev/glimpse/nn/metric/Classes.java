package dev.glimpse.nn.metric;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Probabilities of classes along the last axis, and the class that is right in each row.
 *
 * @param probabilities row after row
 * @param count how many classes there are
 * @param right the right class of each row
 * @param samples how many samples there are, each with as many rows
 */
record Classes(float[] probabilities, int count, int[] right, int samples) {

    /** One row of probabilities. */
    record Row(float[] probabilities, int from, int count, int right) {

        /** Whether the right class is the first of the greatest. */
        boolean isGreatest() {
            return greatest(probabilities, from, count) == right;
        }

        /** Whether fewer than {@code k} classes are more probable than the right one; never beside NaN or infinity. */
        boolean isAmong(int k) {
            if (right < 0 || right >= count) {
                return false;
            }
            float own = probabilities[from + right];
            int greater = 0;
            for (int i = from; i < from + count; i++) {
                if (!Float.isFinite(probabilities[i])) {
                    return false;
                }
                if (probabilities[i] > own) {
                    greater++;
                }
            }
            return greater < k;
        }
    }

    static Classes ofOneHot(String what, NdArray.Floats predictions, NdArray.Floats targets) {
        Shape shape = predictions.shape();
        if (!shape.equals(targets.shape()) || shape.rank() < 2) {
            throw new NnException(what + " needs one-hot targets of the predictions' shape " + shape + ", got "
                    + targets.shape() + ": for class indices use the sparse metric");
        }
        int count = shape.size(-1);
        int[] right = new int[count == 0 ? 0 : targets.values().length / count];
        for (int row = 0; row < right.length; row++) {
            right[row] = greatest(targets.values(), row * count, count);
        }
        return new Classes(predictions.values(), count, right, shape.size(0));
    }

    static Classes ofIndices(String what, NdArray.Floats predictions, NdArray.Floats targets) {
        Shape shape = predictions.shape();
        if (shape.rank() < 2) {
            throw new NnException(what + " needs predictions with the classes along the last axis, got " + shape);
        }
        Shape rows = Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 1));
        if (!targets.shape().equals(rows) && !targets.shape().equals(rows.append(1))) {
            throw new NnException(what + " needs class indices of shape " + rows + " for predictions " + shape
                    + ", got " + targets.shape() + ": for one-hot targets use the metric that is not sparse");
        }
        int[] right = new int[targets.values().length];
        for (int row = 0; row < right.length; row++) {
            right[row] = (int) targets.values()[row];
        }
        return new Classes(predictions.values(), shape.size(-1), right, shape.size(0));
    }

    /** The share of rows of each sample that pass. */
    double[] share(Predicate<Row> passes) {
        double[] shares = new double[samples];
        int each = samples == 0 ? 0 : right.length / samples;
        for (int row = 0; row < right.length; row++) {
            if (passes.test(new Row(probabilities, row * count, count, right[row]))) {
                shares[row / each] += 1.0 / each;
            }
        }
        return shares;
    }

    private static int greatest(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }
}
