package dev.glimpse.data.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a cell of a table can be: a number, nothing, or something else. */
final class Cells {

    /** Java would read hexadecimal numbers, and {@code 1d}; a table that has them means something else. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

    private static final Set<String> MISSING = Set.of("", "?", "-", "na", "n/a", "nan", "null", "none", "nil");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d{1,3}(?:\\.?\\d{3})*,\\d+");
    private static final int SHOWN = 30;

    private Cells() {}

    /** Whether it is a number that is finite. */
    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches() && Double.isFinite(Double.parseDouble(cell));
    }

    /** Why a cell is no number, in words behind a place. */
    static String reason(String cell) {
        if (MISSING.contains(cell.toLowerCase(Locale.ROOT))) {
            return "the value is missing" + (cell.isEmpty() ? "" : " ('" + cell + "')");
        }
        String shown = cell.length() > SHOWN ? cell.substring(0, SHOWN) + "…" : cell;
        if (DECIMAL_COMMA.matcher(cell).matches()) {
            return "'" + shown + "' has a decimal comma: write a point";
        }
        return NUMBER.matcher(cell).matches() ? shown + " is too large" : "'" + shown + "' is no number";
    }
}
