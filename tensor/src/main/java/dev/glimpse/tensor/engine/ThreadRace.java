package dev.glimpse.tensor.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A race between numbers of threads over the same piece of work.
 *
 * <p>More threads are not always faster: processors may be shared with other programs or be two halves of one core. The
 * rounds go over all numbers in turn, so that a disturbance hits each alike.
 */
public final class ThreadRace {

    private static final long BUDGET_NANOS = 350_000_000;
    private static final int FEWEST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 15;

    /** More threads have to be faster by this much, for they cost the machine's other programs something. */
    private static final double WORTH_IT = 0.95;

    private ThreadRace() {}

    /** What is raced: some milliseconds of what an engine spends its time with. */
    public interface Lap extends AutoCloseable {

        /** Does the work on so many threads, and returns when it is done. */
        void run(int threads);

        @Override
        void close();
    }

    /** Races all sensible numbers of threads up to this many. Takes under half a second. */
    public static ThreadChoice.Measured upTo(int processors, Lap lap) {
        Map<Integer, List<Long>> nanos = new LinkedHashMap<>();
        for (int threads : candidates(processors)) {
            nanos.put(threads, new ArrayList<>());
        }
        long end = System.nanoTime() + BUDGET_NANOS;
        nanos.keySet().forEach(lap::run);
        for (int round = 0; round < MOST_ROUNDS && (round < FEWEST_ROUNDS || System.nanoTime() < end); round++) {
            nanos.forEach((threads, times) -> {
                long start = System.nanoTime();
                lap.run(threads);
                times.add(System.nanoTime() - start);
            });
        }
        return fastest(nanos);
    }

    static ThreadChoice.Measured fastest(Map<Integer, List<Long>> nanos) {
        List<ThreadChoice.Timing> timings = new ArrayList<>();
        nanos.forEach((threads, times) -> timings.add(new ThreadChoice.Timing(threads, median(times) / 1e6)));
        ThreadChoice.Timing best = timings.getFirst();
        for (ThreadChoice.Timing timing : timings) {
            if (timing.milliseconds() < WORTH_IT * best.milliseconds()) {
                best = timing;
            }
        }
        return new ThreadChoice.Measured(best.threads(), timings);
    }

    /** Powers of two, and all processors. */
    static List<Integer> candidates(int processors) {
        List<Integer> candidates = new ArrayList<>();
        for (int threads = 1; threads < processors; threads *= 2) {
            candidates.add(threads);
        }
        candidates.add(processors);
        return candidates;
    }

    private static double median(List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
