package dev.glimpse.benchmark.fuzz;

import java.util.Optional;

/**
 * What came of one case.
 *
 * @param number of the case
 * @param thrown what came out, if the file did not open
 * @param seconds of processor time
 * @param bytes of memory that were taken, on the heap and, as far as the process shows it, beside
 */
public record Outcome(int number, Optional<Throwable> thrown, double seconds, long bytes) {

    /** How long a case may take, in seconds. */
    public static final double MOST_SECONDS = 2;

    /** How much memory a case may take. */
    public static final long MOST_BYTES = 256 << 20;

    /** What is wrong with it, if something is. */
    public Optional<String> failure(Reader reader) {
        if (thrown.isPresent() && !reader.refusal().isInstance(thrown.get())) {
            return Optional.of("threw " + thrown.get());
        }
        if (seconds > MOST_SECONDS) {
            return Optional.of("took %.1f s".formatted(seconds));
        }
        return bytes > MOST_BYTES ? Optional.of("took %d MB".formatted(bytes >> 20)) : Optional.empty();
    }
}
