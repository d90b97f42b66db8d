package dev.glimpse.nn.script;

/**
 * Text of any origin as a Python string literal.
 *
 * <p>Labels and names of layers come from files that others made. Here they cannot end the literal, nor say anything to a
 * reader's eye that they do not say to Python: what is not a letter, a digit or plain ASCII is written as an escape.
 *
 * @see <a href="https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences">Python: escape sequences</a>
 */
public final class PythonText {

    private PythonText() {}

    /** The literal, in double quotes and on one line. */
    public static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.codePoints().forEach(point -> append(literal, point));
        return literal.append('"').toString();
    }

    private static void append(StringBuilder literal, int point) {
        switch (point) {
            case '"' -> literal.append("\\\"");
            case '\\' -> literal.append("\\\\");
            case '\n' -> literal.append("\\n");
            case '\r' -> literal.append("\\r");
            case '\t' -> literal.append("\\t");
            default -> {
                if ((point >= ' ' && point <= '~') || (point > '~' && Character.isLetterOrDigit(point))) {
                    literal.appendCodePoint(point);
                } else if (point <= 0xFF) {
                    literal.append("\\x%02x".formatted(point));
                } else {
                    literal.append((point <= 0xFFFF ? "\\u%04x" : "\\U%08x").formatted(point));
                }
            }
        }
    }
}
