package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of layers within an architecture, as Keras gives them. */
public final class LayerNames {

    private static final Pattern WORD = Pattern.compile("(.)([A-Z][a-z]+)");
    private static final Pattern HUMP = Pattern.compile("([a-z])([A-Z])");

    private LayerNames() {}

    /** Keras's spelling of a class name in file paths and default names: {@code max_pooling2d} for MaxPooling2D. */
    public static String snakeCase(String className) {
        String words = WORD.matcher(className).replaceAll("$1_$2");
        return HUMP.matcher(words).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }

    /** The name of a layer that has joined an architecture. */
    static String of(Layer layer) {
        return layer.info().name().orElseThrow();
    }

    /** These layers, each with a name: its own, or Keras's default one with the next free number. */
    static List<Layer> assign(List<? extends Layer> layers) {
        Set<String> taken = new HashSet<>();
        for (Layer layer : layers) {
            layer.info().name().ifPresent(name -> {
                if (!taken.add(name)) {
                    throw new NnException("two layers are named \"" + name
                            + "\": give one of them another name, or apply one layer twice to share its weights");
                }
            });
        }
        Map<String, Integer> numbers = new HashMap<>();
        List<Layer> named = new ArrayList<>();
        for (Layer layer : layers) {
            named.add(
                    layer.info().name().isPresent()
                            ? layer
                            : layer.named(next(snakeCase(layer.className()), taken, numbers)));
        }
        return named;
    }

    /** This name, or else it with the first number that is free; taken from then on. */
    static String next(String base, Set<String> taken) {
        return next(base, taken, new HashMap<>());
    }

    /** Like {@link #next(String, Set)}, where {@code numbers} remembers for each base from which number on to look. */
    private static String next(String base, Set<String> taken, Map<String, Integer> numbers) {
        int number = numbers.getOrDefault(base, 0);
        String name = number == 0 ? base : base + "_" + number;
        while (!taken.add(name)) {
            number++;
            name = base + "_" + number;
        }
        numbers.put(base, number + 1);
        return name;
    }
}
