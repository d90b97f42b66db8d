package dev.glimpse.classifier.search;

import dev.glimpse.classifier.ClassifierException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** What ranges of numbers have in common. */
final class Ranges {

    /** More digits say nothing more about an option, and are long to read and to type again. */
    private static final MathContext DIGITS = new MathContext(4);

    private Ranges() {}

    static void check(String name, double low, double high, OptionalInt steps) {
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw new ClassifierException(
                    "the range of " + name + " has two finite numbers as its ends, got " + low + ".." + high);
        }
        if (low > high) {
            throw new ClassifierException("the range of " + name + " begins with the smaller number, got " + plain(low)
                    + ".." + plain(high) + ": write " + plain(high) + ".." + plain(low));
        }
        if (low == high) {
            throw new ClassifierException("the range of " + name + " is empty: it begins and ends with " + plain(low)
                    + "; for one value write " + name + "=" + plain(low));
        }
        if (steps.isPresent() && steps.getAsInt() < 2) {
            throw new ClassifierException(
                    "a range has at least 2 steps, its two ends, got " + name + " with /" + steps.getAsInt());
        }
    }

    /** One of some values, each as likely as another. */
    static String one(List<String> values, double share) {
        return values.get((int) (share * values.size()));
    }

    /** The values at evenly spread parts of a range. */
    static Optional<List<String>> points(OptionalInt steps, DoubleFunction<String> at) {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        int count = steps.getAsInt();
        return Optional.of(IntStream.range(0, count)
                .mapToObj(i -> at.apply((double) i / (count - 1)))
                .distinct()
                .toList());
    }

    /** A number of a range with a few digits, which rounding does not put beyond its ends. */
    static String number(double value, double low, double high) {
        double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
        return plain(Math.clamp(rounded, low, high));
    }

    /** The shortest text that reads back as this number: 3 rather than 3.0. */
    static String plain(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal number = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double size = Math.abs(value);
        return size >= 1e-3 && size < 1e7 ? number.toPlainString() : number.toString();
    }

    static String words(OptionalInt steps) {
        return steps.isPresent() ? "/" + steps.getAsInt() : "";
    }
}
