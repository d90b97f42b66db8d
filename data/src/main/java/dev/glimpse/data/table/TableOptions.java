package dev.glimpse.data.table;

import dev.glimpse.data.item.DataException;
import java.util.Optional;

/**
 * How a table stands in its file.
 *
 * @param divider what stands between two cells; found out from the first line unless told
 * @param header whether the first line names the columns; found out unless told
 */
public record TableOptions(Optional<Divider> divider, Header header) {

    /** Whether the first line names the columns. */
    public enum Header {
        /** Found out: it does if none of its cells is a number, and one of those below is. */
        DETECTED,
        /** It does. */
        PRESENT,
        /** It is a row like the others. */
        ABSENT
    }

    /** What stands between two cells. */
    public sealed interface Divider {

        /** One character, in a CSV file as RFC 4180 describes it: a cell in quotes may hold it. */
        record Mark(char character) implements Divider {}

        /** Any number of blanks and tabs; there are no empty cells. */
        record Blanks() implements Divider {}

        /**
         * The divider that a word or a character stands for: {@code comma}, {@code semicolon}, {@code tab}, {@code blanks}.
         *
         * @throws DataException if it is none
         */
        static Divider of(String text) {
            return switch (text) {
                case "comma" -> new Mark(',');
                case "semicolon" -> new Mark(';');
                case "tab", "\\t" -> new Mark('\t');
                case "blanks", "blank", "space", " " -> new Blanks();
                default -> {
                    if (text.length() != 1 || "\"\r\n".contains(text) || Character.isLetterOrDigit(text.charAt(0))) {
                        throw new DataException(
                                "columns are divided by comma, semicolon, tab, blanks, or one other character such as '|', got '"
                                        + text + "'");
                    }
                    yield new Mark(text.charAt(0));
                }
            };
        }
    }

    /** What can be found out is found out. */
    public static TableOptions usual() {
        return new TableOptions(Optional.empty(), Header.DETECTED);
    }

    /** Columns are divided by this. */
    public TableOptions divider(Divider known) {
        return new TableOptions(Optional.of(known), header);
    }

    /** The first line names the columns, or does not. */
    public TableOptions header(Header known) {
        return new TableOptions(divider, known);
    }
}
