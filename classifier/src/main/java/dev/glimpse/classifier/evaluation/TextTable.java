package dev.glimpse.classifier.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns, the first to the left and the others to the right. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    TextTable row(String... cells) {
        return row(List.of(cells));
    }

    /** The columns that the table takes, without the indentation. */
    int width() {
        int width = 0;
        for (int column = 0; column < columns(); column++) {
            width += width(column) + (column == 0 ? 0 : GAP.length());
        }
        return width;
    }

    /** The lines of the table, each after {@code indent}. */
    String render(String indent) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(column == 0 ? PlainText.left(cell, width(0)) : GAP + PlainText.right(cell, width(column)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int columns() {
        return rows.stream().mapToInt(List::size).max().orElse(0);
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> PlainText.width(row.get(column)))
                .max()
                .orElse(0);
    }
}
