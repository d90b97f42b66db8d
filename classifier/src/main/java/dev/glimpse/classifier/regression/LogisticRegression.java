package dev.glimpse.classifier.regression;

import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.batch.NdArray;
import java.util.Arrays;
import java.util.Optional;

/**
 * Vectors of several classes, to which a multinomial logistic regression can be fitted with one penalty after another.
 *
 * <p>Each number of the vectors is brought to mean 0 and deviation 1. What is made as small as can be is the mean
 * cross-entropy, plus half the penalty times the sum of squared weights; biases cost nothing. With n samples that is
 * scikit-learn's regression on standardised vectors with C = 1 / (n · penalty).
 *
 * <p>It holds native memory until it is closed, and belongs to the thread that made it.
 */
public final class LogisticRegression implements AutoCloseable {

    /** Below this share of the largest deviation a number says nothing. */
    private static final double NOTHING = 1e-6;

    private final Tensor rows;
    private final Tensor columns;
    private final Standard standard;
    private final int[] labels;
    private final double[] shares;
    private final int classes;
    private final Lbfgs minimizer;

    private LogisticRegression(
            NdArray.Floats vectors, Standard standard, int[] labels, double[] shares, int classes, Lbfgs minimizer) {
        this.standard = standard;
        this.labels = labels;
        this.shares = shares;
        this.classes = classes;
        this.minimizer = minimizer;
        try (var _ = TensorScope.open()) {
            Tensor numbers = Tensor.of(standard.apply(vectors), vectors.shape());
            this.columns = TensorScope.release(numbers.transpose(0, 1));
            this.rows = TensorScope.release(numbers);
        }
    }

    /**
     * Vectors with their classes.
     *
     * @param vectors one row a sample
     * @param labels the class of each, from 0
     * @param weights how much the samples of each class count, one number a class
     */
    public static LogisticRegression of(NdArray.Floats vectors, int[] labels, float[] weights) {
        return of(vectors, labels, weights, new Lbfgs(1e-4, 200));
    }

    static LogisticRegression of(NdArray.Floats vectors, int[] labels, float[] weights, Lbfgs minimizer) {
        double all = 0;
        double[] shares = new double[labels.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = weights[labels[i]];
            all += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= all;
        }
        return new LogisticRegression(vectors, Standard.of(vectors), labels.clone(), shares, weights.length, minimizer);
    }

    /**
     * A regression that has been fitted.
     *
     * @param penalty what large weights cost
     * @param kernel what each number of a vector as it is says for each class, (length, classes)
     * @param bias what is said without looking
     * @param parameters the same for vectors that are brought to mean 0 and deviation 1, to go on from
     */
    public record Fitted(double penalty, NdArray.Floats kernel, NdArray.Floats bias, Parameters parameters) {

        /** The mean cross-entropy of other vectors, one row a sample. */
        public double logLoss(NdArray.Floats vectors, int[] labels) {
            int classes = bias.values().length;
            try (var _ = TensorScope.open()) {
                Tensor sums =
                        Tensor.of(vectors.values(), vectors.shape()).matmul(Tensor.of(kernel.values(), kernel.shape()));
                float[] rows = sums.toFloats();
                double loss = 0;
                for (int i = 0; i < labels.length; i++) {
                    double[] row = new double[classes];
                    for (int k = 0; k < classes; k++) {
                        row[k] = rows[i * classes + k] + (double) bias.values()[k];
                    }
                    loss += logSum(row) - row[labels[i]];
                }
                return loss / labels.length;
            }
        }

        private static double logSum(double[] row) {
            double largest = Arrays.stream(row).max().orElseThrow();
            double sum = 0;
            for (double part : row) {
                sum += Math.exp(part - largest);
            }
            return largest + Math.log(sum);
        }
    }

    /** What a regression is fitted by: the kernel row by row, then the biases. */
    public static final class Parameters {

        private final double[] numbers;

        private Parameters(double[] numbers) {
            this.numbers = numbers;
        }
    }

    /**
     * The regression with a penalty.
     *
     * @param start one with another penalty, near which this one will be
     */
    public Fitted fit(double penalty, Optional<Fitted> start) {
        int length = standard.means().length;
        double[] first =
                start.map(known -> known.parameters().numbers).orElseGet(() -> new double[(length + 1) * classes]);
        double[] found = minimizer
                .minimize((point, gradient) -> loss(penalty, point, gradient), first)
                .point();
        return fitted(penalty, found);
    }

    /** Loss and gradient; only the two large products need the engine, and 32 bits are enough for them. */
    private double loss(double penalty, double[] point, double[] gradient) {
        int length = standard.means().length;
        int weights = length * classes;
        float[] kernel = new float[weights];
        double squares = 0;
        for (int i = 0; i < weights; i++) {
            kernel[i] = (float) point[i];
            squares += point[i] * point[i];
        }
        try (var _ = TensorScope.open()) {
            float[] sums =
                    rows.matmul(Tensor.of(kernel, Shape.of(length, classes))).toFloats();
            double loss = 0;
            double[] biases = new double[classes];
            for (int i = 0; i < labels.length; i++) {
                loss += shares[i] * sample(point, weights, sums, i);
                for (int k = 0; k < classes; k++) {
                    biases[k] += sums[i * classes + k];
                }
            }
            float[] slopes = columns.matmul(Tensor.of(sums, Shape.of(labels.length, classes)))
                    .toFloats();
            for (int i = 0; i < weights; i++) {
                gradient[i] = slopes[i] + penalty * point[i];
            }
            System.arraycopy(biases, 0, gradient, weights, classes);
            return loss + penalty / 2 * squares;
        }
    }

    /** The cross-entropy of one sample; in place of its sums stands what they should be moved by, times its share. */
    private double sample(double[] point, int biases, float[] sums, int number) {
        int start = number * classes;
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            largest = Math.max(largest, sums[start + k] + point[biases + k]);
        }
        double all = 0;
        double right = sums[start + labels[number]] + point[biases + labels[number]] - largest;
        double[] parts = new double[classes];
        for (int k = 0; k < classes; k++) {
            parts[k] = Math.exp(sums[start + k] + point[biases + k] - largest);
            all += parts[k];
        }
        for (int k = 0; k < classes; k++) {
            sums[start + k] = (float) (shares[number] * (parts[k] / all - (k == labels[number] ? 1 : 0)));
        }
        return Math.log(all) - right;
    }

    private Fitted fitted(double penalty, double[] point) {
        int length = standard.means().length;
        float[] kernel = new float[length * classes];
        double[] bias = new double[classes];
        System.arraycopy(point, kernel.length, bias, 0, classes);
        for (int i = 0; i < length; i++) {
            for (int k = 0; k < classes; k++) {
                double weight = point[i * classes + k] / standard.deviations()[i];
                kernel[i * classes + k] = (float) weight;
                bias[k] -= weight * standard.means()[i];
            }
        }
        float[] biases = new float[classes];
        for (int k = 0; k < classes; k++) {
            biases[k] = (float) bias[k];
        }
        return new Fitted(
                penalty,
                new NdArray.Floats(Shape.of(length, classes), kernel),
                new NdArray.Floats(Shape.of(classes), biases),
                new Parameters(point));
    }

    /** Mean and deviation of each number; a number that is always the same has deviation 1. */
    private record Standard(double[] means, double[] deviations) {

        static Standard of(NdArray.Floats vectors) {
            int samples = vectors.shape().size(0);
            int length = vectors.shape().size(1);
            float[] numbers = vectors.values();
            double[] means = new double[length];
            for (int i = 0; i < numbers.length; i++) {
                means[i % length] += numbers[i];
            }
            for (int i = 0; i < length; i++) {
                means[i] /= samples;
            }
            double[] deviations = new double[length];
            for (int i = 0; i < numbers.length; i++) {
                double distance = numbers[i] - means[i % length];
                deviations[i % length] += distance * distance;
            }
            double largest = 0;
            for (int i = 0; i < length; i++) {
                deviations[i] = Math.sqrt(deviations[i] / samples);
                largest = Math.max(largest, deviations[i]);
            }
            for (int i = 0; i < length; i++) {
                deviations[i] = deviations[i] > NOTHING * largest ? deviations[i] : 1;
            }
            return new Standard(means, deviations);
        }

        float[] apply(NdArray.Floats vectors) {
            int length = means.length;
            float[] numbers = vectors.values();
            float[] standardised = new float[numbers.length];
            for (int row = 0; row < numbers.length; row += length) {
                for (int i = 0; i < length; i++) {
                    standardised[row + i] = (float) ((numbers[row + i] - means[i]) / deviations[i]);
                }
            }
            return standardised;
        }
    }

    @Override
    public void close() {
        columns.close();
        rows.close();
    }
}
