package dev.glimpse.classifier.search;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a search has to be over.
 *
 * @param nanoTime the clock
 * @param begun when it began, on the clock's own scale
 * @param budget how long it may take; without it as long as it likes
 * @param finishing how many seconds it takes to judge the best one in the end
 */
record Deadline(LongSupplier nanoTime, long begun, Optional<Duration> budget, double finishing) {

    /** What is left for the end is no more than this part of the time. */
    private static final double MOST_FOR_THE_END = 0.25;

    static Deadline within(Optional<Duration> budget, double finishing, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong(), budget, finishing);
    }

    /** How many seconds are left for tries. */
    double left() {
        return budget.map(time -> {
                    double seconds = time.toNanos() / 1e9;
                    return seconds
                            - Math.min(finishing, MOST_FOR_THE_END * seconds)
                            - (nanoTime.getAsLong() - begun) / 1e9;
                })
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Whether one more try can be expected to be over in time, by how long those before took. */
    boolean affords(int pictures, Collection<Try> before) {
        return left() > 0 && left() >= expected(pictures, before);
    }

    /** The mean time of those that learnt from as many pictures; else of all, in proportion to their pictures; else 0. */
    private static double expected(int pictures, Collection<Try> before) {
        List<Score> scores =
                before.stream().flatMap(one -> one.scores().stream()).toList();
        return scores.stream()
                .filter(score -> score.pictures() == pictures)
                .mapToDouble(Score::seconds)
                .average()
                .orElseGet(() -> scores.stream()
                        .mapToDouble(score -> score.seconds() * pictures / score.pictures())
                        .average()
                        .orElse(0));
    }
}
