package dev.glimpse.classifier.neighbour;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much each of the nearest samples says. */
public enum Weighting {
    /** Each the same. */
    EVEN,
    /** Nearer ones more: {@code exp(-(d - nearest d) / temperature)}. */
    CLOSENESS;

    /** The name users give it by, such as {@code closeness}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The weighting with this name, if there is one. */
    public static Optional<Weighting> named(String word) {
        return Arrays.stream(values())
                .filter(weighting -> weighting.word().equals(word))
                .findFirst();
    }
}
