package dev.glimpse.classifier;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A time that runs out.
 *
 * @param begun when it began, on the clock's own scale
 * @param whole how long it is
 * @param nanoTime the clock
 */
record TimeBudget(long begun, Duration whole, LongSupplier nanoTime) {

    /** What a classifier takes to be made honest, judged by known vectors, and saved, at the least. */
    private static final double LEAST_FINISH = 0.5;

    private static final double FINISH_SHARE = 0.03;

    /** A time that begins now. */
    static TimeBudget begin(Duration whole) {
        return new TimeBudget(System.nanoTime(), whole, System::nanoTime);
    }

    /** How long it is in seconds. */
    double seconds() {
        return whole.toNanos() / 1e9;
    }

    /** How many seconds are over. */
    double spent() {
        return (nanoTime.getAsLong() - begun) / 1e9;
    }

    /** How many seconds there are for what is still to be tried, when all else is left as much as it takes. */
    double left() {
        return seconds() - Math.max(LEAST_FINISH, FINISH_SHARE * seconds()) - spent();
    }

    /** How many seconds are left of a part of it. */
    double leftOf(double share) {
        return Math.min(left(), share * seconds() - spent());
    }
}
