package dev.glimpse.data;

import dev.glimpse.data.item.DataException;
import java.util.Locale;

/**
 * How many pictures of a dataset to take.
 *
 * <p>Classes and splits keep their proportions, and every class at least one picture. Which pictures are taken follows from
 * their contents alone, so it is the same ones every time.
 */
public sealed interface Limit {

    /** So many pictures; all of them where there are no more. */
    record Count(int pictures) implements Limit {
        public Count {
            if (pictures < 1) {
                throw new DataException("a limit is at least 1 picture, got " + pictures);
            }
        }
    }

    /** A part of the pictures: more than 0 and at most 1. */
    record Share(double part) implements Limit {
        public Share {
            if (!(part > 0 && part <= 1)) {
                throw new DataException("a share is more than 0 and at most 1 (or 100 %), got " + part);
            }
        }
    }

    /** The limit that a text names: a count ({@code 500}), a share ({@code 0.1}) or a percentage ({@code 10%}). */
    static Limit parse(String text) {
        String word = text.strip();
        try {
            if (word.endsWith("%")) {
                return new Share(Double.parseDouble(word.substring(0, word.length() - 1)) / 100);
            }
            return word.contains(".") ? new Share(Double.parseDouble(word)) : new Count(Integer.parseInt(word));
        } catch (NumberFormatException _) {
            throw new DataException(String.format(
                    Locale.ROOT, "a limit is a number of pictures (500) or a share (0.1 or 10%%), got '%s'", text));
        }
    }

    /** How many of {@code available} pictures this allows. */
    default int of(int available) {
        return switch (this) {
            case Count count -> Math.min(count.pictures(), available);
            case Share share -> (int) Math.max(1, Math.round(share.part() * available));
        };
    }
}
