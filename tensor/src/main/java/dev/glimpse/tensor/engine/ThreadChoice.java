package dev.glimpse.tensor.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How many threads compute, and why that many. */
public sealed interface ThreadChoice {

    /** The number of threads. */
    int threads();

    /** The choice in one line, for people. */
    String reason();

    /**
     * The user said so.
     *
     * @param threads how many
     * @param by the setting that says so
     */
    record Told(int threads, String by) implements ThreadChoice {
        @Override
        public String reason() {
            return threads + " because " + by + " says so";
        }
    }

    /** One processor has no choice. */
    record OnlyOne() implements ThreadChoice {
        @Override
        public int threads() {
            return 1;
        }

        @Override
        public String reason() {
            return "1 because there is one processor";
        }
    }

    /**
     * The fastest of those tried just now.
     *
     * @param threads how many
     * @param timings what each number of threads took
     */
    record Measured(int threads, List<Timing> timings) implements ThreadChoice {

        public Measured {
            timings = List.copyOf(timings);
        }

        @Override
        public String reason() {
            return threads + ", measured just now: " + list(timings);
        }
    }

    /**
     * The fastest of those tried when this machine was first met.
     *
     * @param threads how many
     * @param timings what each number of threads took then
     * @param file where that is written down; deleting it makes the next start measure again
     */
    record Remembered(int threads, List<Timing> timings, Path file) implements ThreadChoice {

        public Remembered {
            timings = List.copyOf(timings);
        }

        @Override
        public String reason() {
            return threads + ", remembered in " + file + ": " + list(timings);
        }
    }

    /**
     * What a fixed piece of work took.
     *
     * @param threads on how many threads
     * @param milliseconds the median
     */
    record Timing(int threads, double milliseconds) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d thread%s %.1f ms", threads, threads == 1 ? "" : "s", milliseconds);
        }
    }

    private static String list(List<Timing> timings) {
        return timings.stream().map(Timing::toString).collect(Collectors.joining(", "));
    }
}
