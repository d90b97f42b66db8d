package dev.glimpse.nn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A table in box-drawing characters, laid out as the library Rich does for Keras: words are wrapped, and a word that is
 * too long is cut with an ellipsis.
 */
final class TextTable {

    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*");

    /** Where the text of a column stands. */
    enum Align {
        LEFT,
        RIGHT
    }

    /** Where the lines of a cell stand when its neighbours have more. */
    private enum Stand {
        TOP,
        BOTTOM
    }

    /** A column; its width is that of its text. */
    record Column(String title, Align align, int width) {}

    private final List<Column> columns;
    private final int[] widths;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table whose lines are {@code lineLength} long: columns become evenly narrower, or wider, until they are. */
    TextTable(List<Column> columns, int lineLength) {
        this.columns = columns;
        this.widths = fit(columns, lineLength - columns.size() - 1);
    }

    /** The widths with a space on either side of the text. */
    private static int[] fit(List<Column> columns, int available) {
        int[] widths = columns.stream().mapToInt(column -> column.width() + 2).toArray();
        int excess = IntStream.of(widths).sum() - available;
        int left = widths.length;
        for (int i = 0; i < widths.length; i++, left--) {
            // Half of an odd number is rounded to the even side, as in Python.
            int less = (int) Math.rint((double) excess / left);
            widths[i] = Math.max(3, widths[i] - less);
            excess -= less;
        }
        return widths;
    }

    void row(List<String> cells) {
        rows.add(cells);
    }

    String render() {
        StringBuilder text = new StringBuilder();
        rule(text, '┏', '━', '┳', '┓');
        cells(text, '┃', Stand.BOTTOM, columns.stream().map(Column::title).toList());
        rule(text, '┡', '━', '╇', '┩');
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                rule(text, '├', '─', '┼', '┤');
            }
            cells(text, '│', Stand.TOP, rows.get(i));
        }
        rule(text, '└', '─', '┴', '┘');
        return text.toString();
    }

    private void rule(StringBuilder text, char left, char line, char cross, char right) {
        for (int i = 0; i < widths.length; i++) {
            text.append(i == 0 ? left : cross).repeat(line, widths[i]);
        }
        text.append(right).append('\n');
    }

    private void cells(StringBuilder text, char border, Stand stand, List<String> cells) {
        List<List<String>> wrapped = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            wrapped.add(wrap(cells.get(i), widths[i] - 2));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            for (int i = 0; i < wrapped.size(); i++) {
                List<String> lines = wrapped.get(i);
                int place = stand == Stand.BOTTOM ? line - height + lines.size() : line;
                String part = place >= 0 && place < lines.size() ? lines.get(place) : "";
                int width = widths[i] - 2;
                text.append(border).append(' ');
                if (columns.get(i).align() == Align.RIGHT) {
                    part = part.stripTrailing();
                    text.repeat(' ', width - part.length()).append(part);
                } else {
                    text.append(part).repeat(' ', width - part.length());
                }
                text.append(' ');
            }
            text.append(border).append('\n');
        }
    }

    private static List<String> wrap(String text, int width) {
        List<Integer> breaks = new ArrayList<>(List.of(0));
        int used = 0;
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            int length = words.group().stripTrailing().length();
            boolean fits = width - used >= length;
            if (fits) {
                used += words.group().length();
            } else {
                if (words.start() > 0) {
                    breaks.add(words.start());
                }
                used = words.group().length();
            }
        }
        breaks.add(text.length());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i + 1 < breaks.size(); i++) {
            String line = text.substring(breaks.get(i), breaks.get(i + 1));
            if (line.length() > width) {
                String stripped = line.stripTrailing();
                line = stripped.length() <= width ? line.substring(0, width) : line.substring(0, width - 1) + "…";
            }
            lines.add(line);
        }
        return lines;
    }
}
