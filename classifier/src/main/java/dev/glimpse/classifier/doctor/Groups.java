package dev.glimpse.classifier.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which of some numbered things belong together, because each is joined to another of them. */
final class Groups {

    private final int[] parents;

    /** Nothing belongs together yet. */
    Groups(int size) {
        this.parents = IntStream.range(0, size).toArray();
    }

    /** Two things, and all that belong to them, belong together. */
    void join(int first, int second) {
        int one = first(first);
        int other = first(second);
        parents[Math.max(one, other)] = Math.min(one, other);
    }

    /** The first of all that belong to a thing. */
    int first(int number) {
        int at = number;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** The number of the first one of its group for each. */
    int[] firsts() {
        return IntStream.range(0, parents.length).map(this::first).toArray();
    }

    /** The groups of two or more, each in order. */
    List<int[]> ofTwoOrMore() {
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < parents.length; i++) {
            if (first(i) != i) {
                int first = first(i);
                members.computeIfAbsent(first, _ -> new ArrayList<>(List.of(first)))
                        .add(i);
            }
        }
        Collection<List<Integer>> groups = members.values();
        return groups.stream()
                .map(group -> group.stream().mapToInt(i -> i).toArray())
                .sorted(Arrays::compare)
                .toList();
    }
}
