package dev.glimpse.nn.script;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An expression of Python, on its way to text with lines that are not too long. */
sealed interface PythonTerm {

    int LINE = 100;
    int INDENT = 4;

    /** What has no parts: a number, a string, a name. */
    record Atom(String text) implements PythonTerm {}

    /** A call: of a function's name, or of what an expression gives. */
    record Call(PythonTerm callee, List<PythonTerm> arguments) implements PythonTerm {}

    /** An argument by keyword. */
    record Keyword(String name, PythonTerm value) implements PythonTerm {}

    /** {@code (1, 2)}. */
    record Tuple(List<PythonTerm> items) implements PythonTerm {}

    /** {@code [1, 2]}, on one line if it fits. */
    record Row(List<PythonTerm> items) implements PythonTerm {}

    /** {@code [1, 2]} with each item on a line of its own. */
    record Column(List<PythonTerm> items) implements PythonTerm {}

    static PythonTerm text(String text) {
        return new Atom(PythonText.literal(text));
    }

    static PythonTerm call(String callee, List<PythonTerm> arguments) {
        return new Call(new Atom(callee), arguments);
    }

    /** A value as JSON has it; a list is a tuple, for that is how people write sizes. */
    static PythonTerm of(@Nullable Object value) {
        return switch (value) {
            case null -> new Atom("None");
            case String text -> text(text);
            case Boolean flag -> new Atom(flag ? "True" : "False");
            case Float number -> new Atom(number(number.doubleValue()));
            case Double number -> new Atom(number(number));
            case Number whole -> new Atom(whole.toString());
            case List<?> items -> new Tuple(items.stream().map(PythonTerm::item).toList());
            case Map<?, ?> _ -> throw new IllegalArgumentException("an object is a call: " + value);
            default -> throw new IllegalArgumentException("no value of JSON: " + value);
        };
    }

    private static PythonTerm item(@Nullable Object item) {
        return item == null ? new Atom("None") : of(item);
    }

    /** The shortest text that Python reads as this number; what was written as a fraction becomes one again. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "float(\"" + (Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf") + "\")";
        }
        String digits = Double.toString(value).replace(".0E", "e").replace('E', 'e');
        double halves = Math.rint(2 / value);
        if (digits.length() > 10 && Math.abs(halves) < 10_000 && 1 / (halves / 2) == value) {
            String divisor = Double.toString(Math.abs(halves) / 2);
            String fraction = "1 / " + (divisor.endsWith(".0") ? divisor.substring(0, divisor.length() - 2) : divisor);
            return value < 0 ? "-" + fraction : fraction;
        }
        return digits;
    }

    /** The text after {@code used} columns of a line that is indented by {@code indent}. */
    default String render(int indent, int used) {
        String line = onOneLine();
        if (mayStandOnOneLine() && used + line.length() <= LINE) {
            return line;
        }
        return switch (this) {
            case Atom atom -> atom.text();
            case Keyword(String name, PythonTerm value) -> name + "=" + value.render(indent, used + name.length() + 1);
            case Call(PythonTerm callee, List<PythonTerm> arguments) -> {
                String function = callee.render(indent, used);
                yield function
                        + (callee instanceof Call
                                ? "(" + joined(arguments) + ")"
                                : arguments.isEmpty() ? "()" : broken("(", arguments, ")", indent));
            }
            case Tuple(List<PythonTerm> items) -> broken("(", items, ")", indent);
            case Row(List<PythonTerm> items) -> broken("[", items, "]", indent);
            case Column(List<PythonTerm> items) -> broken("[", items, "]", indent);
        };
    }

    private static String broken(String open, List<PythonTerm> items, String close, int indent) {
        int deeper = indent + INDENT;
        return items.stream()
                .map(item -> " ".repeat(deeper) + item.render(deeper, deeper + 1) + ",\n")
                .collect(Collectors.joining("", open + "\n", " ".repeat(indent) + close));
    }

    private boolean mayStandOnOneLine() {
        return switch (this) {
            case Atom _ -> true;
            case Keyword keyword -> keyword.value().mayStandOnOneLine();
            case Call call ->
                call.callee().mayStandOnOneLine() && call.arguments().stream().allMatch(PythonTerm::mayStandOnOneLine);
            case Tuple tuple -> tuple.items().stream().allMatch(PythonTerm::mayStandOnOneLine);
            case Row row -> row.items().stream().allMatch(PythonTerm::mayStandOnOneLine);
            case Column _ -> false;
        };
    }

    private String onOneLine() {
        return switch (this) {
            case Atom atom -> atom.text();
            case Keyword(String name, PythonTerm value) -> name + "=" + value.onOneLine();
            case Call(PythonTerm callee, List<PythonTerm> arguments) ->
                callee.onOneLine() + "(" + joined(arguments) + ")";
            case Tuple(List<PythonTerm> items) -> "(" + joined(items) + (items.size() == 1 ? ",)" : ")");
            case Row(List<PythonTerm> items) -> "[" + joined(items) + "]";
            case Column(List<PythonTerm> items) -> "[" + joined(items) + "]";
        };
    }

    private static String joined(List<PythonTerm> items) {
        return items.stream().map(PythonTerm::onOneLine).collect(Collectors.joining(", "));
    }
}
