package dev.glimpse.nn.metric;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.batch.NdArray;
import java.util.Arrays;
import java.util.Optional;

/** Positives and negatives, counted by the last threshold that their prediction exceeds. */
final class AucState implements MetricState {

    private final Auc metric;
    private final double[] positives;
    private final double[] negatives;

    AucState(Auc metric) {
        this.metric = metric;
        positives = new double[metric.thresholds()];
        negatives = new double[metric.thresholds()];
    }

    @Override
    public void update(NdArray.Floats predictions, NdArray.Floats targets, Optional<float[]> weights) {
        Pairs pairs = Pairs.of(metric.name(), predictions, targets);
        float[] counts = Weights.of(weights, pairs.samples());
        int each = pairs.samples() == 0 ? 0 : pairs.predictions().length / pairs.samples();
        float steps = metric.thresholds() - 1;
        for (int i = 0; i < pairs.predictions().length; i++) {
            float prediction = Math.clamp(pairs.predictions()[i], 0f, 1f);
            int bucket = Math.max(0, (int) Math.ceil(prediction * steps) - 1);
            double[] kind = pairs.targets()[i] != 0 ? positives : negatives;
            kind[bucket] += counts[i / each];
        }
    }

    @Override
    public double result() {
        double[] truePositives = fromEnd(positives);
        double[] falsePositives = fromEnd(negatives);
        return switch (metric.curve()) {
            case ROC -> roc(truePositives, falsePositives);
            case PR -> precisionRecall(truePositives, falsePositives);
        };
    }

    private static double roc(double[] truePositives, double[] falsePositives) {
        double area = 0;
        for (int i = 0; i + 1 < truePositives.length; i++) {
            double width = divide(falsePositives[i] - falsePositives[i + 1], falsePositives[0]);
            area += width * divide(truePositives[i] + truePositives[i + 1], truePositives[0]) / 2;
        }
        return area;
    }

    private static double precisionRecall(double[] truePositives, double[] falsePositives) {
        double area = 0;
        for (int i = 0; i + 1 < truePositives.length; i++) {
            double found = truePositives[i] - truePositives[i + 1];
            double predicted = truePositives[i] + falsePositives[i];
            double predictedNext = truePositives[i + 1] + falsePositives[i + 1];
            double slope = divide(found, predicted - predictedNext);
            double intercept = truePositives[i + 1] - slope * predictedNext;
            double ratio = predicted > 0 && predictedNext > 0 ? predicted / predictedNext : 1;
            area += divide(slope * (found + intercept * Math.log(ratio)), truePositives[0]);
        }
        return area;
    }

    /** How many exceed each threshold: all below it, so the sums run from the end. */
    private static double[] fromEnd(double[] buckets) {
        double[] sums = buckets.clone();
        for (int i = sums.length - 2; i >= 0; i--) {
            sums[i] += sums[i + 1];
        }
        return sums;
    }

    private static double divide(double dividend, double divisor) {
        return divisor == 0 ? 0 : dividend / divisor;
    }

    @Override
    public double[] snapshot() {
        double[] both = Arrays.copyOf(positives, 2 * positives.length);
        System.arraycopy(negatives, 0, both, positives.length, negatives.length);
        return both;
    }

    @Override
    public void restore(double[] snapshot) {
        if (snapshot.length != 2 * positives.length) {
            throw new NnException(metric.name() + " is restored from " + 2 * positives.length + " sums, got "
                    + snapshot.length + " numbers");
        }
        System.arraycopy(snapshot, 0, positives, 0, positives.length);
        System.arraycopy(snapshot, positives.length, negatives, 0, negatives.length);
    }
}
