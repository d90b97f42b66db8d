package dev.glimpse.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An object as Keras writes it into JSON: the name of its class and its settings.
 *
 * <p>What Keras writes as {@code null} is left out here, and an absent setting means Keras's default, so that neither
 * side of a conversion deals with nulls.
 *
 * @param module where Keras finds the class, such as {@code keras.optimizers}
 * @param className such as {@code RMSprop}
 * @param config the settings by their Keras names: numbers, booleans, strings, lists, maps
 */
public record KerasObject(String module, String className, SequencedMap<String, Object> config) {

    /** The object in a parsed JSON map with {@code class_name} and {@code config}. */
    public static KerasObject of(Map<?, ?> json) {
        if (!(json.get("class_name") instanceof String className)) {
            throw new NnException("a Keras object names its class in \"class_name\", got keys " + json.keySet());
        }
        String module = json.get("module") instanceof String name ? name : "";
        SequencedMap<String, Object> config = new LinkedHashMap<>();
        if (json.get("config") instanceof Map<?, ?> settings) {
            settings.forEach((key, value) -> {
                if (key != null && value != null) {
                    config.put(key.toString(), value);
                }
            });
        }
        return new KerasObject(module, className, config);
    }

    /** This object as a map that becomes Keras's JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("module", module);
        json.put("class_name", className);
        json.put("config", config);
        return json;
    }

    /** A number among the settings, or another where it is absent. */
    public double number(String key, double otherwise) {
        return number(key).orElse(otherwise);
    }

    /**
     * A number among the settings. Keras keeps numbers such as learning rates in 32 bits and writes their 64-bit
     * expansion (0.0010000000474974513): they are read back as the short number that was meant (0.001).
     */
    public Optional<Double> number(String key) {
        if (!config.containsKey(key)) {
            return Optional.empty();
        }
        if (!(config.get(key) instanceof Number number)) {
            throw wrong(key, "a number");
        }
        return Optional.of(shortest(number.doubleValue()));
    }

    /** A whole number among the settings. */
    public long whole(String key, long otherwise) {
        double value = number(key, (double) otherwise);
        if (value != Math.rint(value)) {
            throw wrong(key, "a whole number");
        }
        return (long) value;
    }

    /** A yes or no among the settings, or another where it is absent. */
    public boolean flag(String key, boolean otherwise) {
        if (!config.containsKey(key)) {
            return otherwise;
        }
        if (!(config.get(key) instanceof Boolean flag)) {
            throw wrong(key, "true or false");
        }
        return flag;
    }

    /** A text among the settings, or another where it is absent. */
    public String text(String key, String otherwise) {
        return config.getOrDefault(key, otherwise).toString();
    }

    private NnException wrong(String key, String expected) {
        return new NnException(
                "\"" + key + "\" of Keras's " + className + " is " + expected + ", got " + config.get(key));
    }

    /** A number that has 32 bits, written with 64, as the short one that was meant. */
    public static double shortest(double value) {
        float narrow = (float) value;
        return narrow == value ? Double.parseDouble(Float.toString(narrow)) : value;
    }
}
