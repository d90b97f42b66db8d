package dev.glimpse.classifier.search;

import dev.glimpse.classifier.ClassifierException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parameters as people type them. */
final class ParameterText {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern STEPS = Pattern.compile("(.*)/(\\d{1,6})");
    private static final String HOW =
            ": write it as learning-rate=log:1e-4..1e-1, dropout=0..0.5, epochs=int:5..50 or units=0|50|100";

    private ParameterText() {}

    static Parameter parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new ClassifierException("an option with its values has a = between, got '" + text + "'" + HOW);
        }
        String name = text.substring(0, equals).strip().replaceFirst("^--?", "");
        String values = text.substring(equals + 1).strip();
        if (!NAME.matcher(name).matches()) {
            throw new ClassifierException("'" + name + "' is no name of an option" + HOW);
        }
        if (values.isEmpty()) {
            throw new ClassifierException(name + " has no values" + HOW);
        }
        return parse(name, values);
    }

    private static Parameter parse(String name, String values) {
        if (values.startsWith("log:") || values.startsWith("int:")) {
            Range range = Range.of(name, values.substring(4)).orElseThrow(() -> wrong(name, values));
            return values.startsWith("log:")
                    ? new Parameter.LogUniform(
                            name, range.number(range.low()), range.number(range.high()), range.steps())
                    : new Parameter.Integers(name, range.whole(range.low()), range.whole(range.high()), range.steps());
        }
        if (values.contains("|")) {
            List<String> choices =
                    Arrays.stream(values.split("\\|", -1)).map(String::strip).toList();
            if (choices.stream().anyMatch(String::isEmpty)) {
                throw new ClassifierException(name + " has a value that is empty, got '" + values + "'" + HOW);
            }
            return new Parameter.Choices(name, choices);
        }
        return Range.of(name, values)
                .<Parameter>map(range -> new Parameter.Uniform(
                        name, range.number(range.low()), range.number(range.high()), range.steps()))
                .orElseGet(() -> new Parameter.Fixed(name, values));
    }

    private static ClassifierException wrong(String name, String values) {
        return new ClassifierException("a range has two numbers with .. between, got " + name + "=" + values + HOW);
    }

    /** A range as it is typed. */
    private record Range(String name, String low, String high, OptionalInt steps) {

        /** None if it is no range: a path may have two dots as well. */
        static Optional<Range> of(String name, String text) {
            Matcher stepped = STEPS.matcher(text);
            boolean has = stepped.matches() && stepped.group(1).contains("..");
            String ends = has ? stepped.group(1) : text;
            int dots = ends.indexOf("..");
            if (dots < 0) {
                return Optional.empty();
            }
            String low = ends.substring(0, dots).strip();
            String high = ends.substring(dots + 2).strip();
            return isNumber(low) || isNumber(high)
                    ? Optional.of(new Range(
                            name,
                            low,
                            high,
                            has ? OptionalInt.of(Integer.parseInt(stepped.group(2))) : OptionalInt.empty()))
                    : Optional.empty();
        }

        private static boolean isNumber(String text) {
            return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
        }

        double number(String end) {
            if (!isNumber(end)) {
                throw new ClassifierException(
                        "a range ends in numbers, got '" + end + "' in " + name + "=" + low + ".." + high + HOW);
            }
            return Double.parseDouble(end);
        }

        int whole(String end) {
            try {
                return Integer.parseInt(end);
            } catch (NumberFormatException _) {
                throw new ClassifierException(
                        "int: is a range of whole numbers, got '" + end + "' in " + name + "=int:" + low + ".." + high);
            }
        }
    }
}
