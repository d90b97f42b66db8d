package dev.glimpse.cli;

import java.time.Duration;
import java.util.Locale;

/** Durations as people say them. */
final class Durations {

    private Durations() {}

    /** {@code 3.2 s}, {@code 4 min 5 s} or {@code 2 h 3 min}. */
    static String words(Duration duration) {
        if (duration.toMinutes() < 1) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return duration.toHours() < 1
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}
