package dev.glimpse.nn.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What HDF5 files have in place of Keras 3's {@code compile_config}, in the words of all versions. */
final class TrainingConfig {

    private static final String OPTIMIZER = "optimizer";
    private static final String OPTIMIZER_CONFIG = "optimizer_config";

    /** Settings of optimizers that Keras 3 does not have any more, and does not read. */
    private static final Set<String> GONE = Set.of("decay", "jit_compile", "is_legacy_optimizer");

    private TrainingConfig() {}

    static CompileConfig read(JsonNode json) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        KerasJson.toMap(json).forEach((key, value) -> {
            switch (key) {
                case OPTIMIZER_CONFIG -> settings.put(OPTIMIZER, optimizer(value));
                case "loss" -> settings.put(key, loss(value));
                case "metrics", "weighted_metrics" -> settings.put(key, metrics(value));
                case "sample_weight_mode" -> {}
                default -> settings.put(key, value);
            }
        });
        return new CompileConfig(settings);
    }

    static ObjectNode write(CompileConfig compile) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        compile.settings()
                .forEach((key, value) ->
                        json.set(key.equals(OPTIMIZER) ? OPTIMIZER_CONFIG : key, KerasJson.MAPPER.valueToTree(value)));
        return json;
    }

    private static @Nullable Object optimizer(@Nullable Object old) {
        if (!(old instanceof Map<?, ?> map) || !(map.get("config") instanceof Map<?, ?> config)) {
            return old;
        }
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        config.forEach((key, value) -> {
            if (!GONE.contains(key)) {
                settings.put(key.equals("lr") ? "learning_rate" : String.valueOf(key), value);
            }
        });
        return with(map, "keras.optimizers", settings);
    }

    private static @Nullable Object loss(@Nullable Object old) {
        return switch (old) {
            case List<?> list -> each(list, TrainingConfig::loss);
            case Map<?, ?> map
            when map.get("config") instanceof Map<?, ?> config -> {
                // In Keras 2 the mean over a batch went without saying.
                Map<String, @Nullable Object> settings = new LinkedHashMap<>();
                config.forEach((key, value) -> {
                    if (!"auto".equals(value) && !"fn".equals(key)) {
                        settings.put(String.valueOf(key), value);
                    }
                });
                yield with(map, "keras.losses", settings);
            }
            case null, default -> old;
        };
    }

    private static @Nullable Object metrics(@Nullable Object old) {
        return switch (old) {
            case List<?> list when list.size() == 1 && list.getFirst() instanceof List<?> inner -> metrics(inner);
            case List<?> list -> each(list, TrainingConfig::metrics);
            case Map<?, ?> map
            when "MeanMetricWrapper".equals(map.get("class_name")) && map.get("config") instanceof Map<?, ?> config ->
                "accuracy".equals(config.get("name")) || "acc".equals(config.get("name"))
                        ? config.get("name")
                        : config.get("fn");
            case Map<?, ?> map when map.get("config") instanceof Map<?, ?> config -> with(map, "keras.metrics", config);
            case null, default -> old;
        };
    }

    /** What becomes of one element. */
    @FunctionalInterface
    private interface Change {
        @Nullable
        Object of(@Nullable Object old);
    }

    private static List<@Nullable Object> each(List<?> list, Change change) {
        List<@Nullable Object> changed = new ArrayList<>();
        list.forEach(element -> changed.add(change.of(element)));
        return changed;
    }

    /** The object with other settings; Keras 3 looks for its class in a module, which older versions did not name. */
    private static Map<String, @Nullable Object> with(Map<?, ?> map, String module, Map<?, ?> config) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        changed.put("module", module);
        changed.put("registered_name", null);
        map.forEach((name, old) -> changed.put(String.valueOf(name), old));
        changed.put("config", config);
        return changed;
    }
}
