package dev.glimpse.nn.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was found wrong so far. */
final class Problems {

    /** Who has this many knows enough. */
    private static final int MOST = 50;

    private static final int LONGEST = 400;

    private final SourceText source;
    private final Set<Problem> found = new LinkedHashSet<>();

    Problems(SourceText source) {
        this.source = source;
    }

    void add(Span where, String message) {
        if (found.size() < MOST) {
            String line = message.replaceAll("\\s*\\R\\s*", " ");
            found.add(source.problem(where, line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…"));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    boolean isFull() {
        return found.size() >= MOST;
    }

    /** All of them, from the first line on. */
    List<Problem> sorted() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return List.copyOf(sorted);
    }
}
