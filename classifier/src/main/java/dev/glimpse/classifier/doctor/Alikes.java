package dev.glimpse.classifier.doctor;

import dev.glimpse.classifier.doctor.Likeness.Near;
import dev.glimpse.classifier.doctor.Likeness.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Close pairs put together to groups: of near copies, and of pictures that look alike. */
final class Alikes {

    private final Roll roll;
    private final int size;

    /** Of the pictures of a roll that has so many. */
    Alikes(Roll roll, int size) {
        this.roll = roll;
        this.size = size;
    }

    /** The groups that these pairs make, the one with the closest pair first. */
    List<CopyGroup> groups(List<ClosePair> pairs) {
        Groups joined = new Groups(size);
        pairs.forEach(pair -> joined.join(pair.first(), pair.second()));
        Map<Integer, List<ClosePair>> within = new HashMap<>();
        pairs.stream().sorted(ClosePair.CLOSEST_FIRST).forEach(pair -> within.computeIfAbsent(
                        joined.first(pair.first()), _ -> new ArrayList<>())
                .add(pair));
        return within.values().stream()
                .sorted((one, other) -> ClosePair.CLOSEST_FIRST.compare(one.getFirst(), other.getFirst()))
                .map(this::group)
                .toList();
    }

    private CopyGroup group(List<ClosePair> pairs) {
        int[] pictures = pairs.stream()
                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                .mapToInt(i -> i)
                .distinct()
                .sorted()
                .toArray();
        List<Pair> named = pairs.stream()
                .map(pair -> new Pair(
                        Arrays.binarySearch(pictures, pair.first()),
                        Arrays.binarySearch(pictures, pair.second()),
                        pair.hashDistance(),
                        pair.difference(),
                        pair.cosine()))
                .toList();
        return roll.group(pictures, new Near(named));
    }
}
