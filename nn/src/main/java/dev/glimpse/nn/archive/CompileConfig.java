package dev.glimpse.nn.archive;

import dev.glimpse.nn.KerasObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file says about how its model was compiled, as Keras writes it: {@code optimizer}, {@code loss}, {@code
 * metrics} and more. It is passed through, not interpreted.
 *
 * @param settings JSON as Java values: maps, lists, strings, numbers, booleans, nulls
 */
public record CompileConfig(Map<String, @Nullable Object> settings) {

    public CompileConfig {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** The optimizer, if the file names one. */
    public Optional<KerasObject> optimizer() {
        return settings.get("optimizer") instanceof Map<?, ?> optimizer
                ? Optional.of(KerasObject.of(optimizer))
                : Optional.empty();
    }
}
