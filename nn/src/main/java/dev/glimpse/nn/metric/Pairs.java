package dev.glimpse.nn.metric;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;

/**
 * Predictions and targets of one shape, number by number.
 *
 * @param samples how many samples there are, each with as many numbers
 */
record Pairs(float[] predictions, float[] targets, int samples) {

    /** What a prediction and its target come to. */
    interface Value {
        double of(double prediction, double target);
    }

    /** The numbers, if both shapes are the same but for an axis of size 1 at the end of one of them. */
    static Pairs of(String what, NdArray.Floats predictions, NdArray.Floats targets) {
        Shape predicted = predictions.shape();
        Shape right = targets.shape();
        boolean fits =
                predicted.equals(right) || predicted.equals(right.append(1)) || right.equals(predicted.append(1));
        if (!fits || predicted.rank() == 0) {
            throw new NnException(
                    what + " compares predictions with targets of the same shape, got " + predicted + " and " + right);
        }
        return new Pairs(predictions.values(), targets.values(), predicted.size(0));
    }

    /** The mean of the values of each sample. */
    double[] means(Value value) {
        double[] means = new double[samples];
        int each = samples == 0 ? 0 : predictions.length / samples;
        for (int sample = 0; sample < samples; sample++) {
            double sum = 0;
            for (int i = sample * each; i < (sample + 1) * each; i++) {
                sum += value.of(predictions[i], targets[i]);
            }
            means[sample] = sum / each;
        }
        return means;
    }
}
