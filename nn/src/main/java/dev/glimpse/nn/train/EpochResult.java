package dev.glimpse.nn.train;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one epoch of a training came to.
 *
 * @param epoch its number, from 0
 * @param metrics values by Keras's names, in their order: {@code loss}, {@code accuracy}, …, the same of the validation
 *     with {@code val_} before, and {@code learning_rate}
 * @param duration how long it took
 */
public record EpochResult(int epoch, Map<String, Double> metrics, Duration duration) {

    public EpochResult {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** The value of a metric, if the epoch has it. */
    public OptionalDouble metric(String name) {
        Double value = metrics.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
