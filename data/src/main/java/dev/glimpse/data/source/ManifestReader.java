package dev.glimpse.data.source;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the lines of a manifest: with or without a header, separated by commas, semicolons or tabs.
 *
 * <p>The first line is a header if one of its cells is a name for the path and no picture is called that.
 */
final class ManifestReader {

    private static final Set<String> PATH_NAMES =
            Set.of("path", "file", "filename", "file_name", "filepath", "file_path", "image", "image_path", "picture");
    private static final Set<String> LABEL_NAMES = Set.of("label", "class", "category", "class_name", "target");
    private static final Set<String> SPLIT_NAMES = Set.of("split", "set", "subset", "partition");
    private static final int LONGEST_LINE = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final Predicate<String> exists;
    private int pathColumn;
    private int labelColumn = 1;
    private OptionalInt splitColumn = OptionalInt.empty();

    private ManifestReader(Path file, Predicate<String> exists) {
        this.file = file;
        this.exists = exists;
    }

    /** The rows of a manifest; {@code exists} tells whether a path leads to a file. */
    static List<ManifestRow> read(Path file, BufferedReader reader, Predicate<String> exists) throws IOException {
        return new ManifestReader(file, exists).rows(reader);
    }

    private List<ManifestRow> rows(BufferedReader reader) throws IOException {
        skipByteOrderMark(reader);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter(reader))
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        List<ManifestRow> rows = new ArrayList<>();
        try (CSVParser parser =
                CSVParser.builder().setReader(reader).setFormat(format).get()) {
            Iterator<CSVRecord> records = parser.iterator();
            boolean first = true;
            while (records.hasNext()) {
                CSVRecord cells = records.next();
                boolean header = first && isHeader(cells);
                if (header) {
                    readHeader(cells);
                } else {
                    if (first && cells.size() > 2) {
                        splitColumn = OptionalInt.of(2);
                    }
                    rows.add(row(cells, parser.getCurrentLineNumber()));
                }
                first = false;
            }
        } catch (UncheckedIOException | CSVException e) {
            throw new DataException(file + " is not a CSV file: " + e.getMessage(), e);
        }
        return rows;
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    /** Looks at the first line and goes back: spreadsheets of many countries write semicolons. */
    private String delimiter(BufferedReader reader) throws IOException {
        reader.mark(LONGEST_LINE + 1);
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0 && c != '\n' && c != '\r'; c = reader.read()) {
            line.append((char) c);
            if (line.length() == LONGEST_LINE) {
                throw new DataException(
                        file + " is not a manifest: its first line has more than " + LONGEST_LINE + " characters");
            }
        }
        reader.reset();
        for (String candidate : List.of(",", "\t", ";")) {
            if (line.indexOf(candidate) >= 0) {
                return candidate;
            }
        }
        return ",";
    }

    private boolean isHeader(CSVRecord cells) {
        return cells.stream()
                .anyMatch(cell -> PATH_NAMES.contains(cell.toLowerCase(Locale.ROOT)) && !exists.test(cell));
    }

    private void readHeader(CSVRecord cells) {
        List<String> names =
                cells.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
        pathColumn = column(names, PATH_NAMES).orElseThrow();
        labelColumn = column(names, LABEL_NAMES)
                .orElseThrow(() -> new DataException(file + ", line 1: the header has no column for the label, only "
                        + String.join(", ", cells.toList()) + ": call it 'label'"));
        splitColumn = column(names, SPLIT_NAMES);
    }

    private static OptionalInt column(List<String> names, Set<String> wanted) {
        for (int i = 0; i < names.size(); i++) {
            if (wanted.contains(names.get(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private ManifestRow row(CSVRecord cells, long line) {
        if (cells.size() <= Math.max(pathColumn, labelColumn)) {
            throw new DataException(
                    at(line) + "expected path,label[,split], got '" + String.join(",", cells.toList()) + "'");
        }
        String path = cells.get(pathColumn);
        String label = cells.get(labelColumn);
        if (path.isEmpty() || label.isEmpty()) {
            throw new DataException(at(line) + "the " + (path.isEmpty() ? "path" : "label") + " is empty");
        }
        return new ManifestRow(line, path, label, split(cells, line));
    }

    private Optional<Split> split(CSVRecord cells, long line) {
        if (splitColumn.isEmpty() || splitColumn.getAsInt() >= cells.size()) {
            return Optional.empty();
        }
        String word = cells.get(splitColumn.getAsInt());
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Split.of(word)
                .orElseThrow(() -> new DataException(
                        at(line) + "a split is train, validation or test (or empty), got '" + word + "'")));
    }

    private String at(long line) {
        return file + ", line " + line + ": ";
    }
}
