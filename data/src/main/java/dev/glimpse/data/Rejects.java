package dev.glimpse.data;

import dev.glimpse.data.item.Unreadable;
import java.util.List;

/**
 * The files of a dataset that are no readable pictures.
 *
 * @param count how many there are
 * @param named the first of them, in order
 */
record Rejects(int count, List<Unreadable> named) {

    /** How many are named; more would tell nobody more. */
    static final int MOST_NAMED = 1_000;

    Rejects {
        named = List.copyOf(named);
    }
}
