package dev.glimpse.image.feature;

import dev.glimpse.image.ImageException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** A feature and its options as text: {@code hog:cell=8:bins=9}. */
final class FeatureText {

    private final String word;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final StringJoiner known = new StringJoiner(", ");

    private FeatureText(String word) {
        this.word = word;
    }

    static FeatureText read(String text) {
        String[] parts = text.strip().split(":", -1);
        FeatureText read = new FeatureText(parts[0].strip().toLowerCase(Locale.ROOT));
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            if (pair.length < 2 || pair[0].isBlank() || pair[1].isBlank()) {
                throw new ImageException("features: an option looks like \"cell=8\", got \"" + parts[i].strip()
                        + "\" in \"" + text.strip() + "\"");
            }
            String name = pair[0].strip().toLowerCase(Locale.ROOT);
            if (read.options.put(name, pair[1].strip()) != null) {
                throw new ImageException("features: " + name + " is given twice in \"" + text.strip() + "\"");
            }
        }
        return read;
    }

    String word() {
        return word;
    }

    /** Takes an option that is a whole number. */
    int number(String name, int usual) {
        known.add(name);
        String given = options.remove(name);
        if (given == null) {
            return usual;
        }
        try {
            return Integer.parseInt(given);
        } catch (NumberFormatException e) {
            throw new ImageException(
                    "features: " + name + " of " + word + " is a whole number, got \"" + given + "\"", e);
        }
    }

    /** Takes an option that is one of some words. */
    String choice(String name, String usual) {
        known.add(name);
        String given = options.remove(name);
        return given == null ? usual : given.toLowerCase(Locale.ROOT);
    }

    /** Refuses what has not been taken. */
    void end() {
        if (!options.isEmpty()) {
            throw new ImageException("features: " + word + " has no option \""
                    + options.keySet().iterator().next() + "\"; it has " + known);
        }
    }

    static void require(boolean holds, String feature, String option, String range, int given) {
        if (!holds) {
            throw new ImageException("features: " + option + " of " + feature + " is " + range + ", got " + given);
        }
    }

    /** A word and the options that differ from the usual ones, given as name, value, usual value and so on. */
    static String write(String word, Object... options) {
        StringBuilder text = new StringBuilder(word);
        for (int i = 0; i < options.length; i += 3) {
            if (!options[i + 1].equals(options[i + 2])) {
                text.append(':').append(options[i]).append('=').append(options[i + 1]);
            }
        }
        return text.toString();
    }
}
