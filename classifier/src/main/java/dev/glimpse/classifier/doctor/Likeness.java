package dev.glimpse.classifier.doctor;

import java.util.List;
import java.util.OptionalDouble;

/** In what way some pictures are the same. */
public sealed interface Likeness {

    /** Their files are equal, byte by byte. */
    record SameFile() implements Likeness {}

    /** Their files differ, at least two of them, and their pixels are all equal. */
    record SamePixels() implements Likeness {}

    /**
     * They look the same or alike: one is the other encoded again, resized, or changed more.
     *
     * @param pairs which are close to which, the closest first; each picture is in one of them, and not every two need be close
     */
    record Near(List<Pair> pairs) implements Likeness {

        public Near {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * How close two pictures of a group are.
     *
     * @param first its place in the group
     * @param second its place in the group, behind the first
     * @param hashDistance in how many of the 64 bits their perceptual hashes differ
     * @param difference how far apart their colours are on average after both were shrunk to a few pixels, in grey levels
     * @param cosine of the angle between their embeddings, 1 for the same direction; nothing where there are none
     */
    record Pair(int first, int second, int hashDistance, double difference, OptionalDouble cosine) {}

    /** Whether these are the same pixels. */
    default boolean isExact() {
        return switch (this) {
            case SameFile _, SamePixels _ -> true;
            case Near _ -> false;
        };
    }
}
