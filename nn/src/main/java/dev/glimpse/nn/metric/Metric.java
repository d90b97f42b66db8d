package dev.glimpse.nn.metric;

/**
 * A number that says how good predictions are, over all samples of an epoch.
 *
 * <p>A metric is a value; {@link #start} begins a count of its own. {@link Metrics} makes them with Keras's defaults.
 */
public sealed interface Metric
        permits Accuracy,
                BinaryAccuracy,
                CategoricalAccuracy,
                SparseCategoricalAccuracy,
                TopKCategoricalAccuracy,
                SparseTopKCategoricalAccuracy,
                MeanSquaredError,
                MeanAbsoluteError,
                Precision,
                Recall,
                Auc {

    /** The name in a training's history: {@code accuracy}, {@code auc}, or one given with {@link #named}. */
    String name();

    /** This metric under another name. */
    Metric named(String name);

    /** Whether more or less of it is better. */
    Direction direction();

    /** A new count, of no samples yet. */
    MetricState start();

    /** This metric as it stands in Keras's JSON: the word {@code "accuracy"}, or a map with class name and config. */
    default Object kerasConfig() {
        return MetricJson.write(this);
    }

    /**
     * The metric that a word, or a parsed JSON map of Keras's, stands for.
     *
     * @throws dev.glimpse.nn.NnException if there is no such metric here
     */
    static Metric fromKeras(Object json) {
        return MetricJson.read(json);
    }
}
