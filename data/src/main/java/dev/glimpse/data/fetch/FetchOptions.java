package dev.glimpse.data.fetch;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How patiently to fetch.
 *
 * @param connect how long a server may take to answer
 * @param stall how long a transfer may stand still
 * @param attempts how often one mirror is tried from where it broke off; an attempt that got further is not counted
 * @param pause how long to wait before the second attempt; twice that before the third, and so on
 * @param progress is told how far it is
 */
public record FetchOptions(Duration connect, Duration stall, int attempts, Duration pause, Progress progress) {

    /** Is told how much of a file is there. */
    @FunctionalInterface
    public interface Progress {

        /** {@code done} bytes of the file called {@code name} are there, of {@code all} where that is known. */
        void at(String name, long done, OptionalLong all);
    }

    /** 15 seconds to answer, 30 to stand still, 3 attempts a mirror, nobody told. */
    public static FetchOptions usual() {
        return new FetchOptions(
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                3,
                Duration.ofMillis(500),
                (String name, long done, OptionalLong all) -> {});
    }

    /** Waits so long for an answer. */
    public FetchOptions connect(Duration longest) {
        return new FetchOptions(longest, stall, attempts, pause, progress);
    }

    /** Gives a transfer up that stands still for so long. */
    public FetchOptions stall(Duration longest) {
        return new FetchOptions(connect, longest, attempts, pause, progress);
    }

    /** Tries each mirror so often. */
    public FetchOptions attempts(int count) {
        return new FetchOptions(connect, stall, count, pause, progress);
    }

    /** Waits so long before the second attempt. */
    public FetchOptions pause(Duration first) {
        return new FetchOptions(connect, stall, attempts, first, progress);
    }

    /** Tells {@code listener} how far it is. */
    public FetchOptions progress(Progress listener) {
        return new FetchOptions(connect, stall, attempts, pause, listener);
    }
}
