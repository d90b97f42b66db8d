package dev.glimpse.nn.metric;

/** Metrics with Keras's names and defaults. */
public final class Metrics {

    private Metrics() {}

    /** The share of right answers; the shapes tell whether they are binary, one-hot or class indices. */
    public static Accuracy accuracy() {
        return new Accuracy("accuracy");
    }

    /** The share of numbers on the right side of 0.5. */
    public static BinaryAccuracy binaryAccuracy() {
        return new BinaryAccuracy("binary_accuracy", 0.5);
    }

    /** The share of samples whose greatest probability is the one of their one-hot target. */
    public static CategoricalAccuracy categoricalAccuracy() {
        return new CategoricalAccuracy("categorical_accuracy");
    }

    /** The share of samples whose greatest probability is at the index that is their target. */
    public static SparseCategoricalAccuracy sparseCategoricalAccuracy() {
        return new SparseCategoricalAccuracy("sparse_categorical_accuracy");
    }

    /** The share of samples whose one-hot target is among the {@code k} greatest probabilities. */
    public static TopKCategoricalAccuracy topK(int k) {
        return new TopKCategoricalAccuracy("top_k_categorical_accuracy", k);
    }

    /** The share of samples whose target, a class index, is among the {@code k} greatest probabilities. */
    public static SparseTopKCategoricalAccuracy sparseTopK(int k) {
        return new SparseTopKCategoricalAccuracy("sparse_top_k_categorical_accuracy", k);
    }

    /** The mean of squared differences. */
    public static MeanSquaredError meanSquaredError() {
        return new MeanSquaredError("mean_squared_error");
    }

    /** The mean of absolute differences. */
    public static MeanAbsoluteError meanAbsoluteError() {
        return new MeanAbsoluteError("mean_absolute_error");
    }

    /** Of what was predicted positive (above 0.5), the share that is. */
    public static Precision precision() {
        return new Precision("precision", Positives.above(0.5));
    }

    /** Of what is positive, the share that was predicted so (above 0.5). */
    public static Recall recall() {
        return new Recall("recall", Positives.above(0.5));
    }

    /** The area under the ROC curve, from 200 thresholds. */
    public static Auc auc() {
        return new Auc("auc", 200, Auc.Curve.ROC);
    }
}
