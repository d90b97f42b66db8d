package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.CustomLayer;
import dev.glimpse.nn.layer.LayerInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How to make layers of your own from what a file says about them.
 *
 * @param makers by class name
 */
public record CustomLayers(Map<String, Maker> makers) {

    /** Makes a layer of its name, training state and settings. */
    @FunctionalInterface
    public interface Maker {

        /** The layer with these settings, which are those that {@link CustomLayer#config} gave. */
        CustomLayer make(LayerInfo info, Map<String, Object> config);
    }

    public CustomLayers {
        makers = Map.copyOf(makers);
    }

    /** No layers but Keras's. */
    public static CustomLayers none() {
        return new CustomLayers(Map.of());
    }

    /** These, and one more. */
    public CustomLayers with(String className, Maker maker) {
        Map<String, Maker> more = new LinkedHashMap<>(makers);
        more.put(className, maker);
        return new CustomLayers(more);
    }

    Optional<Maker> maker(String className) {
        return Optional.ofNullable(makers.get(className));
    }
}
