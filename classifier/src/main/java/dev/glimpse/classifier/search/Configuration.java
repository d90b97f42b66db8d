package dev.glimpse.classifier.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Options by their names, each with its value as it is typed on the command line.
 *
 * @param values in the order of the space
 */
public record Configuration(SequencedMap<String, String> values) {

    public Configuration {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /** The value of an option, if it has one. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The value of an option that is a number.
     *
     * @throws IllegalArgumentException if it has none
     */
    public double number(String name) {
        return Double.parseDouble(
                value(name).orElseThrow(() -> new IllegalArgumentException(name + " is none of " + values.keySet())));
    }

    /** The options whose names a condition holds for. */
    public Configuration where(Predicate<String> condition) {
        SequencedMap<String, String> kept = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (condition.test(name)) {
                kept.put(name, value);
            }
        });
        return new Configuration(kept);
    }

    /** Some of the options in one line: {@code learning-rate=0.003 units=50}. */
    public String words(Set<String> names) {
        return values.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .map(Configuration::words)
                .collect(Collectors.joining(" "));
    }

    private static String words(Map.Entry<String, String> entry) {
        return entry.getKey() + "=" + entry.getValue();
    }
}
