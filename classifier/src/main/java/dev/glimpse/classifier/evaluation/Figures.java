package dev.glimpse.classifier.evaluation;

import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class Figures {

    private static final int MOST_DECIMALS = 5;

    private Figures() {}

    /**
     * A share in per cent, with a second decimal only where a thousand pictures or more carry it.
     *
     * <p>A share that is not quite all or nothing is never rounded to it.
     */
    static String percent(double share, long pictures) {
        for (int decimals = pictures < 1000 ? 1 : 2; ; decimals++) {
            String rounded = String.format(Locale.ROOT, "%." + decimals + "f", 100 * share);
            double shown = Double.parseDouble(rounded) / 100;
            boolean overstated = (shown == 1 && share < 1) || (shown == 0 && share > 0);
            if (!overstated || decimals == MOST_DECIMALS) {
                return rounded + " %";
            }
        }
    }

    /** A proportion in per cent. */
    static String percent(Proportion proportion) {
        return percent(proportion.value(), proportion.of());
    }

    /** The 95 % interval of a proportion, such as {@code 89.4 to 94.6 %}. */
    static String interval(Proportion proportion) {
        Proportion.Interval interval = proportion.interval();
        String low = percent(interval.low(), proportion.of());
        return low.substring(0, low.length() - 2) + " to " + percent(interval.high(), proportion.of());
    }

    /** A score from 0 to 1. */
    public static String score(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** A temperature. */
    static String temperature(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** A loss. */
    static String loss(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** A whole number with its thousands told apart. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** So many pictures, with the right plural. */
    public static String pictures(long count) {
        return count == 1 ? "1 picture" : count(count) + " pictures";
    }
}
