package dev.glimpse.tensor.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A race between numbers of threads over a small convolution and a matrix product, what a network's time goes into.
 *
 * <p>More threads are not always faster: processors may be shared with other programs or be two halves of one core. The
 * rounds go over all numbers in turn, so that a disturbance hits each alike.
 */
public final class ThreadMeasurement {

    private static final long BUDGET_NANOS = 350_000_000;
    private static final int FEWEST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 15;

    /** More threads have to be faster by this much, for they cost the machine's other programs something. */
    private static final double WORTH_IT = 0.95;

    private ThreadMeasurement() {}

    /** Races all sensible numbers of threads up to this many. Takes under half a second. */
    public static ThreadChoice.Measured upTo(int processors) {
        Map<Integer, List<Long>> nanos = new LinkedHashMap<>();
        for (int threads : candidates(processors)) {
            nanos.put(threads, new ArrayList<>());
        }
        try (var quick = new NoGradGuard();
                Tensor pictures = torch.rand(4, 32, 26, 26);
                Tensor kernel = torch.rand(64, 32, 3, 3);
                Tensor left = torch.rand(128, 512);
                Tensor right = torch.rand(512, 256)) {
            long end = System.nanoTime() + BUDGET_NANOS;
            for (int threads : nanos.keySet()) {
                ComputingThreads.use(threads);
                work(pictures, kernel, left, right);
            }
            for (int round = 0; round < MOST_ROUNDS && (round < FEWEST_ROUNDS || System.nanoTime() < end); round++) {
                nanos.forEach((threads, times) -> {
                    ComputingThreads.use(threads);
                    long start = System.nanoTime();
                    work(pictures, kernel, left, right);
                    times.add(System.nanoTime() - start);
                });
            }
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

    private static void work(Tensor pictures, Tensor kernel, Tensor left, Tensor right) {
        try (Tensor features = torch.conv2d(pictures, kernel);
                Tensor positive = torch.relu(features);
                Tensor product = torch.matmul(left, right)) {
            positive.add_(features);
            product.zero_();
        }
    }

    private static double median(List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
