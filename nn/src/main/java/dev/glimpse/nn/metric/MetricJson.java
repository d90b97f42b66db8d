package dev.glimpse.nn.metric;

import dev.glimpse.nn.KerasObject;
import dev.glimpse.nn.NnException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;

/** Metrics in Keras's JSON, both ways. */
final class MetricJson {

    private static final String MODULE = "keras.metrics";

    private MetricJson() {}

    static Object write(Metric metric) {
        SequencedMap<String, Object> config = new LinkedHashMap<>();
        config.put("name", metric.name());
        return switch (metric) {
            case Accuracy accuracy -> accuracy.name().equals("acc") ? "acc" : "accuracy";
            case BinaryAccuracy binary -> {
                config.put("threshold", binary.threshold());
                yield object("BinaryAccuracy", config);
            }
            case CategoricalAccuracy _ -> object("CategoricalAccuracy", config);
            case SparseCategoricalAccuracy _ -> object("SparseCategoricalAccuracy", config);
            case TopKCategoricalAccuracy topK -> {
                config.put("k", topK.k());
                yield object("TopKCategoricalAccuracy", config);
            }
            case SparseTopKCategoricalAccuracy topK -> {
                config.put("k", topK.k());
                yield object("SparseTopKCategoricalAccuracy", config);
            }
            case MeanSquaredError _ -> object("MeanSquaredError", config);
            case MeanAbsoluteError _ -> object("MeanAbsoluteError", config);
            case Precision precision -> {
                put(precision.positives(), config);
                yield object("Precision", config);
            }
            case Recall recall -> {
                put(recall.positives(), config);
                yield object("Recall", config);
            }
            case Auc auc -> {
                config.put("num_thresholds", auc.thresholds());
                config.put("curve", auc.curve().name());
                yield object("AUC", config);
            }
        };
    }

    private static Map<String, Object> object(String className, SequencedMap<String, Object> config) {
        return new KerasObject(MODULE, className, config).toMap();
    }

    private static void put(Positives positives, Map<String, Object> config) {
        positives.threshold().ifPresent(threshold -> config.put("thresholds", threshold));
        positives.topK().ifPresent(k -> config.put("top_k", k));
        positives.classId().ifPresent(index -> config.put("class_id", index));
    }

    static Metric read(Object json) {
        return switch (json) {
            case String word -> word(word);
            case Map<?, ?> map -> object(KerasObject.of(map));
            default -> throw new NnException("a Keras metric is a word or an object with a class name, got " + json);
        };
    }

    private static Metric word(String word) {
        return switch (word) {
            case "accuracy", "acc" -> Metrics.accuracy().named(word);
            case "binary_accuracy" -> Metrics.binaryAccuracy();
            case "categorical_accuracy" -> Metrics.categoricalAccuracy();
            case "sparse_categorical_accuracy" -> Metrics.sparseCategoricalAccuracy();
            case "top_k_categorical_accuracy" -> Metrics.topK(5);
            case "sparse_top_k_categorical_accuracy" -> Metrics.sparseTopK(5);
            case "mean_squared_error", "mse", "MSE" ->
                Metrics.meanSquaredError().named(word);
            case "mean_absolute_error", "mae", "MAE" ->
                Metrics.meanAbsoluteError().named(word);
            case "precision" -> Metrics.precision();
            case "recall" -> Metrics.recall();
            case "auc" -> Metrics.auc();
            default -> object(new KerasObject(MODULE, word, new LinkedHashMap<>()));
        };
    }

    private static Metric object(KerasObject json) {
        Metric metric =
                switch (json.className()) {
                    case "BinaryAccuracy" -> Metrics.binaryAccuracy().threshold(json.number("threshold", 0.5));
                    case "CategoricalAccuracy" -> Metrics.categoricalAccuracy();
                    case "SparseCategoricalAccuracy" -> Metrics.sparseCategoricalAccuracy();
                    case "TopKCategoricalAccuracy" -> Metrics.topK((int) json.whole("k", 5));
                    case "SparseTopKCategoricalAccuracy" -> Metrics.sparseTopK((int) json.whole("k", 5));
                    case "MeanSquaredError" -> Metrics.meanSquaredError();
                    case "MeanAbsoluteError" -> Metrics.meanAbsoluteError();
                    case "Precision" -> new Precision("precision", positives(json));
                    case "Recall" -> new Recall("recall", positives(json));
                    case "AUC" -> auc(json);
                    default -> throw new NnException("there is no metric " + json.className() + " here");
                };
        return json.config().containsKey("name") ? metric.named(json.text("name", "")) : metric;
    }

    private static Positives positives(KerasObject json) {
        boolean hasTopK = json.config().containsKey("top_k");
        OptionalDouble threshold = hasTopK ? OptionalDouble.empty() : OptionalDouble.of(0.5);
        Object given = json.config().getOrDefault("thresholds", List.of());
        if (given instanceof Number || (given instanceof List<?> list && list.size() == 1)) {
            Object only = given instanceof List<?> list ? list.getFirst() : given;
            threshold = OptionalDouble.of(((Number) only).doubleValue());
        } else if (given instanceof List<?> list && list.size() > 1) {
            throw new NnException("a metric has one threshold here, got " + list + ": take one metric for each");
        }
        return new Positives(threshold, index(json, "class_id"), index(json, "top_k"));
    }

    private static OptionalInt index(KerasObject json, String key) {
        return json.config().containsKey(key) ? OptionalInt.of((int) json.whole(key, 0)) : OptionalInt.empty();
    }

    private static Metric auc(KerasObject json) {
        boolean usual = json.text("summation_method", "interpolation").equals("interpolation")
                && !json.flag("multi_label", false)
                && !json.flag("from_logits", false)
                && !json.config().containsKey("thresholds")
                && !json.config().containsKey("label_weights");
        if (!usual) {
            throw new NnException("of Keras's AUC only the interpolated one of probabilities, with evenly spread"
                    + " thresholds, is known here, got " + json.config());
        }
        Auc auc = Metrics.auc().thresholds((int) json.whole("num_thresholds", 200));
        return switch (json.text("curve", "ROC")) {
            case "ROC" -> auc;
            case "PR" -> auc.precisionRecall();
            default -> throw new NnException("the curves known here are ROC and PR, got " + json.text("curve", ""));
        };
    }
}
