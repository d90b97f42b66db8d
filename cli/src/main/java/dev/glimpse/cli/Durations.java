package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people say them. */
final class Durations {

    private static final Pattern TIME = Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?");

    private Durations() {}

    /**
     * The time that a text says: {@code 90s}, {@code 2m} or {@code 1h30m}.
     *
     * @throws ClassifierException if it says none; the message names the option
     */
    static Duration parse(String option, String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!text.isBlank() && matcher.matches()) {
            Duration time = Duration.ofHours(number(matcher.group(1)))
                    .plusMinutes(number(matcher.group(2)))
                    .plusSeconds(number(matcher.group(3)));
            if (time.isPositive()) {
                return time;
            }
        }
        throw new ClassifierException(option + " is a time such as 90s, 2m or 1h30m, got '" + text + "'");
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

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
