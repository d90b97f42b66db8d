package dev.glimpse.classifier.neighbour;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far two vectors are from each other. */
public enum Distance {
    /**
     * 1 less the cosine of the angle between them: 0 for one direction, 1 for a right angle, 2 for opposite ones. A vector of
     * zeros has no direction, and is at 1 from all.
     */
    COSINE,
    /** The length of their difference. */
    EUCLIDEAN;

    /** The name users give it by, such as {@code cosine}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The distance with this name, if there is one. */
    public static Optional<Distance> named(String word) {
        return Arrays.stream(values())
                .filter(distance -> distance.word().equals(word))
                .findFirst();
    }
}
