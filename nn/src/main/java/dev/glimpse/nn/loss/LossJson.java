package dev.glimpse.nn.loss;

import dev.glimpse.nn.KerasObject;
import dev.glimpse.nn.NnException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Losses in Keras's JSON, both ways. */
final class LossJson {

    private static final String MODULE = "keras.losses";

    private LossJson() {}

    static Object write(Loss loss) {
        SequencedMap<String, Object> config = new LinkedHashMap<>();
        config.put("name", loss.kerasName());
        config.put("reduction", "sum_over_batch_size");
        return switch (loss) {
            case Loss.Huber(double delta)
            when delta != 1 -> {
                config.put("name", "huber_loss");
                config.put("delta", delta);
                yield object("Huber", config);
            }
            case Loss.BinaryCrossentropy(double smoothing, boolean logits)
            when smoothing != 0 || logits -> object("BinaryCrossentropy", settings(config, smoothing, logits));
            case Loss.CategoricalCrossentropy(double smoothing, boolean logits)
            when smoothing != 0 || logits -> object("CategoricalCrossentropy", settings(config, smoothing, logits));
            case Loss.SparseCategoricalCrossentropy(boolean logits)
            when logits -> {
                config.put("from_logits", true);
                yield object("SparseCategoricalCrossentropy", config);
            }
            case Loss.MeanSquaredError _,
                    Loss.MeanAbsoluteError _,
                    Loss.Huber _,
                    Loss.BinaryCrossentropy _,
                    Loss.CategoricalCrossentropy _,
                    Loss.SparseCategoricalCrossentropy _ -> loss.kerasName();
        };
    }

    private static SequencedMap<String, Object> settings(
            SequencedMap<String, Object> config, double smoothing, boolean logits) {
        config.put("from_logits", logits);
        config.put("label_smoothing", smoothing);
        config.put("axis", -1);
        return config;
    }

    private static Map<String, Object> object(String className, SequencedMap<String, Object> config) {
        return new KerasObject(MODULE, className, config).toMap();
    }

    static Loss read(Object json) {
        return switch (json) {
            case String word -> word(word);
            case Map<?, ?> map -> object(KerasObject.of(map));
            default -> throw new NnException("a Keras loss is a word or an object with a class name, got " + json);
        };
    }

    private static Loss word(String word) {
        return switch (word) {
            case "mean_squared_error", "mse", "MSE" -> Losses.meanSquaredError();
            case "mean_absolute_error", "mae", "MAE" -> Losses.meanAbsoluteError();
            case "huber" -> Losses.huber();
            case "binary_crossentropy", "bce", "BCE" -> Losses.binaryCrossentropy();
            case "categorical_crossentropy" -> Losses.categoricalCrossentropy();
            case "sparse_categorical_crossentropy" -> Losses.sparseCategoricalCrossentropy();
            default -> object(new KerasObject(MODULE, word, new LinkedHashMap<>()));
        };
    }

    private static Loss object(KerasObject json) {
        String reduction = json.text("reduction", "sum_over_batch_size");
        if (!reduction.equals("sum_over_batch_size") && !reduction.equals("mean")) {
            throw new NnException("the reduction of a loss here is sum_over_batch_size, got " + reduction);
        }
        if (json.config().containsKey("ignore_class") || json.whole("axis", -1) != -1) {
            throw new NnException("Keras's " + json.className() + " with a class to ignore, or with classes along"
                    + " another axis than the last, is not known here");
        }
        double smoothing = json.number("label_smoothing", 0);
        boolean logits = json.flag("from_logits", false);
        return switch (json.className()) {
            case "MeanSquaredError" -> Losses.meanSquaredError();
            case "MeanAbsoluteError" -> Losses.meanAbsoluteError();
            case "Huber" -> Losses.huber(json.number("delta", 1));
            case "BinaryCrossentropy" -> new Loss.BinaryCrossentropy(smoothing, logits);
            case "CategoricalCrossentropy" -> new Loss.CategoricalCrossentropy(smoothing, logits);
            case "SparseCategoricalCrossentropy" -> new Loss.SparseCategoricalCrossentropy(logits);
            default -> throw new NnException("there is no loss " + json.className() + " here");
        };
    }
}
