package dev.glimpse.classifier.evaluation;

/**
 * A share of a number of trials, with the uncertainty that the number leaves.
 *
 * @param hits the trials that count, 0 to {@code of}
 * @param of all trials, at least 1
 */
public record Proportion(long hits, long of) {

    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    public Proportion {
        if (of < 1 || hits < 0 || hits > of) {
            throw new IllegalArgumentException(
                    "a proportion needs 0 <= hits <= of and of >= 1, got " + hits + " of " + of);
        }
    }

    /** The share, 0 to 1. */
    public double value() {
        return (double) hits / of;
    }

    /**
     * The 95 % interval of the true share by Wilson's score, which stays between 0 and 1 and is sound for few trials.
     *
     * <p>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
     */
    public Interval interval() {
        double share = value();
        double square = Z * Z / of;
        double middle = (share + square / 2) / (1 + square);
        double half = Z * Math.sqrt(share * (1 - share) / of + square / (4 * of)) / (1 + square);
        double low = hits == 0 ? 0 : middle - half;
        double high = hits == of ? 1 : middle + half;
        return new Interval(low, high);
    }

    /**
     * The range in which a share lies with 95 % confidence.
     *
     * @param low its lower end, 0 to 1
     * @param high its upper end, 0 to 1
     */
    public record Interval(double low, double high) {}
}
