package dev.glimpse.nn.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The text with its lines, which tells offsets as lines and columns. */
final class SourceText {

    /** Longer lines are shown in part. */
    private static final int SHOWN = 100;

    private final String text;
    private final List<Integer> lineStarts = new ArrayList<>();

    SourceText(String text) {
        this.text = text;
        lineStarts.add(0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean half = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !half)) {
                lineStarts.add(i + 1);
            }
        }
    }

    String text() {
        return text;
    }

    /** The line of an offset, counted from 1. */
    int line(int offset) {
        int found = Collections.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The column of an offset, counted from 1. */
    int column(int offset) {
        return offset - lineStarts.get(line(offset) - 1) + 1;
    }

    /** A problem at a stretch of the text; of several lines the first is meant. */
    Problem problem(Span span, String message) {
        int start = Math.min(span.start(), text.length());
        int line = line(start);
        int length = Math.min(span.end(), lineStart(line) + lineText(line).length()) - start;
        return new Problem(line, column(start), Math.max(1, length), message);
    }

    /** A line without its end. */
    String lineText(int line) {
        int end = line < lineStarts.size() ? lineStart(line + 1) : text.length();
        return text.substring(lineStart(line), end).replaceAll("[\r\n]+$", "");
    }

    private int lineStart(int line) {
        return lineStarts.get(line - 1);
    }

    /** The line of a problem with a mark below what is meant, in two lines; a long line in part. */
    String excerpt(Problem problem) {
        String line = lineText(problem.line())
                .codePoints()
                .map(point -> point == '\t' || !Character.isISOControl(point) ? point : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replace('\t', ' ');
        int column = Math.min(problem.column() - 1, line.length());
        int from = line.length() <= SHOWN ? 0 : Math.max(0, column - SHOWN / 2);
        int to = Math.min(line.length(), from + SHOWN);
        String before = from > 0 ? "…" : "";
        String after = to < line.length() ? "…" : "";
        int marks = Math.clamp(problem.length(), 1, Math.max(1, to - column));
        return "    " + before + line.substring(from, to) + after + "\n    "
                + " ".repeat(before.length() + column - from) + "^".repeat(marks);
    }
}
