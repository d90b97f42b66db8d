package dev.glimpse.nn.script;

import dev.glimpse.nn.KerasObject;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.script.PythonTerm.Atom;
import dev.glimpse.nn.script.PythonTerm.Keyword;
import dev.glimpse.nn.script.PythonTerm.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The call of a constructor of Keras that makes a layer.
 *
 * <p>Its arguments are the settings that Keras's JSON has for the layer, without those that change nothing: a setting is
 * left out if the layer is the same when it is read without it.
 */
final class KerasCall {

    /** What people write without a keyword, in the order of Keras's constructors; most of it has no default. */
    private static final Map<String, List<String>> POSITIONAL = Map.ofEntries(
            Map.entry("Activation", List.of("activation")),
            Map.entry("AveragePooling2D", List.of("pool_size")),
            Map.entry("Conv2D", List.of("filters", "kernel_size")),
            Map.entry("Conv2DTranspose", List.of("filters", "kernel_size")),
            Map.entry("Cropping2D", List.of("cropping")),
            Map.entry("Dense", List.of("units")),
            Map.entry("DepthwiseConv2D", List.of("kernel_size")),
            Map.entry("Dropout", List.of("rate")),
            Map.entry("GaussianNoise", List.of("stddev")),
            Map.entry("MaxPooling2D", List.of("pool_size")),
            Map.entry("Permute", List.of("dims")),
            Map.entry("RandomBrightness", List.of("factor")),
            Map.entry("RandomContrast", List.of("factor")),
            Map.entry("RandomFlip", List.of("mode")),
            Map.entry("RandomRotation", List.of("factor")),
            Map.entry("RandomTranslation", List.of("height_factor", "width_factor")),
            Map.entry("RandomZoom", List.of("height_factor")),
            Map.entry("Rescaling", List.of("scale")),
            Map.entry("Reshape", List.of("target_shape")),
            Map.entry("Resizing", List.of("height", "width")),
            Map.entry("SeparableConv2D", List.of("filters", "kernel_size")),
            Map.entry("SpatialDropout2D", List.of("rate")),
            Map.entry("ZeroPadding2D", List.of("padding")));

    /** Where a file that leaves a setting out means something else than code that does. */
    private static final Map<String, Set<String>> ALWAYS_SAID = Map.of("Normalization", Set.of("axis"));

    /** Lists of numbers rather than sizes. */
    private static final Set<String> ROWS = Set.of("axis", "shared_axes", "scale", "offset", "mean", "variance");

    private final KerasLayer<?> layer;
    private final KerasObject object;

    private KerasCall(KerasLayer<?> layer) {
        this.layer = layer;
        this.object = KerasJson.object(layer);
    }

    static PythonTerm of(KerasLayer<?> layer) {
        return layer instanceof Input input ? input(input) : new KerasCall(layer).term();
    }

    private static PythonTerm input(Input input) {
        return PythonTerm.call(
                "keras.Input",
                List.of(
                        new Keyword("shape", PythonTerm.of(input.shape().toList())),
                        new Keyword("name", PythonTerm.text(input.label()))));
    }

    private PythonTerm term() {
        List<String> positional = POSITIONAL.getOrDefault(object.className(), List.of());
        Map<String, Object> config = saying(positional);
        List<PythonTerm> arguments = new ArrayList<>();
        for (String key : positional) {
            Optional.ofNullable(config.get(key)).ifPresent(value -> arguments.add(argument(key, value)));
        }
        config.forEach((key, value) -> {
            if (!positional.contains(key) && !key.equals("name")) {
                arguments.add(new Keyword(key, argument(key, value)));
            }
        });
        arguments.add(new Keyword("name", PythonTerm.text(layer.label())));
        return PythonTerm.call("layers." + object.className(), arguments);
    }

    /** The settings without those that say nothing. */
    private Map<String, Object> saying(List<String> positional) {
        Map<String, Object> config = new LinkedHashMap<>(object.config());
        Set<String> always = ALWAYS_SAID.getOrDefault(object.className(), Set.of());
        for (String key : List.copyOf(config.keySet())) {
            if (key.equals("name") || positional.contains(key) || always.contains(key)) {
                continue;
            }
            Object value = config.remove(key);
            if (!makesTheLayer(config)) {
                config.put(key, value);
                shorten(config, key);
            }
        }
        return inOrder(config);
    }

    /** Settings that were taken out and put back stand at the end of the map: this is Keras's order again. */
    private Map<String, Object> inOrder(Map<String, Object> config) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        object.config().keySet().stream().filter(config::containsKey).forEach(key -> ordered.put(key, config.get(key)));
        return ordered;
    }

    /** Leaves out what says nothing of an initializer or the like. */
    private void shorten(Map<String, Object> config, String key) {
        if (config.get(key) instanceof Map<?, ?> nested && nested.get("config") instanceof Map<?, ?> settings) {
            Map<Object, Object> fewer = new LinkedHashMap<>(settings);
            for (Object setting : settings.keySet()) {
                Map<Object, Object> without = new LinkedHashMap<>(fewer);
                without.remove(setting);
                Map<Object, Object> shorter = new LinkedHashMap<>(nested);
                shorter.put("config", without);
                Map<String, Object> changed = new LinkedHashMap<>(config);
                changed.put(key, shorter);
                if (makesTheLayer(changed)) {
                    config.put(key, shorter);
                    fewer = without;
                }
            }
        }
    }

    private boolean makesTheLayer(Map<String, Object> config) {
        try {
            Layer made = KerasJson.layer(object.className(), config);
            return made.equals(layer);
        } catch (NnException required) {
            return false;
        }
    }

    private static PythonTerm argument(String key, Object value) {
        if (value instanceof Map<?, ?> nested) {
            return nested(KerasObject.of(nested));
        }
        if (key.endsWith("factor") && value instanceof List<?> range) {
            return factor(range);
        }
        if (value instanceof List<?> items && ROWS.contains(key)) {
            // Only axes are ever empty, and none of them is None in Python.
            return items.isEmpty()
                    ? new Atom("None")
                    : new Row(items.stream().map(PythonTerm::of).toList());
        }
        return PythonTerm.of(value);
    }

    /** How far a random change goes: one number where it is as far to both sides. */
    private static PythonTerm factor(List<?> range) {
        double lower = ((Number) range.getFirst()).doubleValue();
        double upper = ((Number) range.getLast()).doubleValue();
        return PythonTerm.of(upper > 0 && lower == -upper ? (Object) upper : range);
    }

    private static PythonTerm nested(KerasObject object) {
        List<PythonTerm> arguments = new ArrayList<>();
        object.config().forEach((key, value) -> arguments.add(new Keyword(key, argument(key, value))));
        return PythonTerm.call(object.module() + "." + object.className(), arguments);
    }
}
