package dev.glimpse.classifier.search;

import dev.glimpse.classifier.ClassifierException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * An option by its name, and which values it may have.
 *
 * <p>Values are texts, as they are typed behind the option's name on the command line; numbers have four significant digits.
 */
public sealed interface Parameter {

    /** The option's name, without dashes. */
    String name();

    /**
     * The value below which a share of all that are drawn lie: the inverse of the distribution function.
     *
     * @param share from 0 to below 1
     */
    String at(double share);

    /** All values that a grid has of it; none where it is a range without steps. */
    Optional<List<String>> points();

    /** The values as text, which {@link #parse} reads back. */
    String values();

    /** The parameter as text: {@code dropout=0..0.5}. */
    default String text() {
        return name() + "=" + values();
    }

    /**
     * Every number of a range is as likely as any other: {@code dropout=0..0.5}.
     *
     * @param low the smallest
     * @param high the largest, above that
     * @param steps how many values it has, the same distance apart and the bounds among them, at least 2; without it any number
     */
    record Uniform(String name, double low, double high, OptionalInt steps) implements Parameter {
        public Uniform {
            Ranges.check(name, low, high, steps);
        }

        @Override
        public String at(double share) {
            return points().map(points -> Ranges.one(points, share))
                    .orElseGet(() -> Ranges.number(low + share * (high - low), low, high));
        }

        @Override
        public Optional<List<String>> points() {
            return Ranges.points(steps, part -> Ranges.number(low + part * (high - low), low, high));
        }

        @Override
        public String values() {
            return Ranges.plain(low) + ".." + Ranges.plain(high) + Ranges.words(steps);
        }
    }

    /**
     * Every order of magnitude of a range is as likely as any other: {@code learning-rate=log:1e-4..1e-1}.
     *
     * @param low the smallest, above 0
     * @param high the largest, above that
     * @param steps how many values it has, with the same ratio between them and the bounds among them, at least 2; without it any number
     */
    record LogUniform(String name, double low, double high, OptionalInt steps) implements Parameter {
        public LogUniform {
            Ranges.check(name, low, high, steps);
            if (low <= 0) {
                throw new ClassifierException("a log range begins above 0, got " + name + "=log:" + Ranges.plain(low)
                        + ".." + Ranges.plain(high) + ": there is no logarithm of 0 or less");
            }
        }

        @Override
        public String at(double share) {
            return points().map(points -> Ranges.one(points, share)).orElseGet(() -> value(share));
        }

        private String value(double share) {
            return Ranges.number(low * Math.pow(high / low, share), low, high);
        }

        @Override
        public Optional<List<String>> points() {
            return Ranges.points(steps, this::value);
        }

        @Override
        public String values() {
            return "log:" + Ranges.plain(low) + ".." + Ranges.plain(high) + Ranges.words(steps);
        }
    }

    /**
     * Whole numbers, one as likely as another: {@code epochs=int:5..50}.
     *
     * @param low the smallest
     * @param high the largest, which is one of them
     * @param steps how many of them, the same distance apart as far as whole numbers can be and the bounds among them, at least 2;
     *     without it all
     */
    record Integers(String name, int low, int high, OptionalInt steps) implements Parameter {

        /** More whole numbers than this are no grid. */
        private static final int MOST = 100_000;

        public Integers {
            Ranges.check(name, low, high, steps);
            if (steps.isPresent() && steps.getAsInt() - 1L > (long) high - low) {
                throw new ClassifierException(name + " has no " + steps.getAsInt() + " whole numbers from " + low
                        + " to " + high + ": ask for fewer steps");
            }
        }

        @Override
        public String at(double share) {
            return points().map(points -> Ranges.one(points, share))
                    .orElseGet(() -> Long.toString(low + (long) (share * ((long) high - low + 1))));
        }

        @Override
        public Optional<List<String>> points() {
            if (steps.isPresent()) {
                return Ranges.points(steps, part -> Long.toString(Math.round(low + part * ((double) high - low))));
            }
            return (long) high - low >= MOST
                    ? Optional.empty()
                    : Optional.of(IntStream.rangeClosed(low, high)
                            .mapToObj(Integer::toString)
                            .toList());
        }

        @Override
        public String values() {
            return "int:" + low + ".." + high + Ranges.words(steps);
        }
    }

    /**
     * Some values, one as likely as another: {@code units=0|50|100,25}.
     *
     * @param choices two or more, all different
     */
    record Choices(String name, List<String> choices) implements Parameter {
        public Choices {
            choices = List.copyOf(choices);
            if (choices.size() < 2 || choices.stream().distinct().count() < choices.size()) {
                throw new ClassifierException(
                        name + " has two or more values, all different, got " + String.join("|", choices));
            }
        }

        @Override
        public String at(double share) {
            return Ranges.one(choices, share);
        }

        @Override
        public Optional<List<String>> points() {
            return Optional.of(choices);
        }

        @Override
        public String values() {
            return String.join("|", choices);
        }
    }

    /** One value, the same in every try: {@code epochs=20}. */
    record Fixed(String name, String value) implements Parameter {
        @Override
        public String at(double share) {
            return value;
        }

        @Override
        public Optional<List<String>> points() {
            return Optional.of(List.of(value));
        }

        @Override
        public String values() {
            return value;
        }
    }

    /**
     * The parameter that a text describes: {@code NAME=LOW..HIGH}, {@code NAME=log:LOW..HIGH}, {@code NAME=int:LOW..HIGH}, each with
     * {@code /STEPS} behind it where only so many values are wanted, {@code NAME=A|B|C}, or {@code NAME=VALUE}.
     *
     * @throws ClassifierException if it describes none, or nothing lies in its range
     */
    static Parameter parse(String text) {
        return ParameterText.parse(text);
    }
}
