package dev.glimpse.classifier.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Text as a terminal shows it: cleaned of what would command the terminal, and measured in columns.
 *
 * <p>Labels and file names come from strangers: an escape sequence in one could recolour or rewrite the screen, and a
 * direction override could show a name backwards.
 */
final class PlainText {

    /** The first and last code points of the blocks whose characters take two columns, in pairs. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6,
        0x1F300, 0x1F64F, 0x1F900, 0x1F9FF, 0x20000, 0x3FFFD
    };

    private PlainText() {}

    /** The text with every control and format character replaced by a mark. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(point -> isCommand(point) ? 0xFFFD : point).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isCommand(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** The columns that the text takes. */
    static int width(String text) {
        return text.codePoints().map(PlainText::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (point >= WIDE[i] && point <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    /** The text cleaned and, if it takes more than so many columns, cut at its end. */
    static String fit(String text, int columns) {
        String clean = clean(text);
        if (width(clean) <= columns) {
            return clean;
        }
        int end = 0;
        int used = 1;
        while (end < clean.length()) {
            int point = clean.codePointAt(end);
            if (used + width(point) > columns) {
                break;
            }
            used += width(point);
            end += Character.charCount(point);
        }
        return clean.substring(0, end) + "…";
    }

    /** The path cleaned and, if it takes more than so many columns, cut at its beginning: its end tells it apart. */
    static String fitPath(String path, int columns) {
        String clean = clean(path);
        if (width(clean) <= columns) {
            return clean;
        }
        int start = clean.length();
        int used = 1;
        while (start > 0) {
            int point = clean.codePointBefore(start);
            if (used + width(point) > columns) {
                break;
            }
            used += width(point);
            start -= Character.charCount(point);
        }
        return "…" + clean.substring(start);
    }

    /** The text followed by spaces up to so many columns. */
    static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** The text preceded by spaces up to so many columns. */
    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    /** The words of the text on as few lines of so many columns as they need. */
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : clean(text).split(" ")) {
            if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
