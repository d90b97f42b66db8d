package dev.glimpse.data.table;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.table.TableOptions.Divider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a table line by line, within limits: neither the file nor one line of it may be of any size. */
final class TableReader {

    private static final long MOST_BYTES = 256L << 20;
    private static final int MOST_COLUMNS = 10_000;
    private static final int MOST_CELLS = 20_000_000;
    private static final int LONGEST_LINE = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final TableOptions options;
    private final List<Filling> columns = new ArrayList<>();
    private Optional<Row> first = Optional.empty();
    private int rows;

    private TableReader(Path file, TableOptions options) {
        this.file = file;
        this.options = options;
    }

    /** One line with its cells, and its number from 1. */
    private record Row(long line, List<String> cells) {}

    /** A column while it is read. */
    private static final class Filling {

        private String name;
        private double[] values = new double[64];
        private Optional<Column.Others> broken = Optional.empty();

        Filling(String name) {
            this.name = name;
        }

        void add(int row, long line, String cell) {
            if (broken.isPresent()) {
                return;
            }
            if (!Cells.isNumber(cell)) {
                broken = Optional.of(new Column.Others(name, line, Cells.reason(cell)));
                values = new double[0];
                return;
            }
            if (row == values.length) {
                values = Arrays.copyOf(values, 2 * row);
            }
            values[row] = Double.parseDouble(cell);
        }

        Column column(int rows) {
            return broken.<Column>map(others -> new Column.Others(name, others.line(), others.reason()))
                    .orElseGet(() -> new Column.Numbers(name, Arrays.copyOf(values, rows)));
        }
    }

    static Table read(Path file, TableOptions options) {
        return new TableReader(file, options).read();
    }

    private Table read() {
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    Files.isDirectory(file)
                            ? file + " is a folder: expected a CSV file, or one with columns divided by blanks"
                            : "there is no file " + file);
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new DataException(
                        file + " has " + (Files.size(file) >> 20) + " MB, and a table may have " + (MOST_BYTES >> 20));
            }
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                read(reader);
            }
        } catch (MalformedInputException e) {
            throw new DataException(file + " is not UTF-8: save it as \"CSV UTF-8\"", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        first.filter(_ -> columns.isEmpty()).ifPresent(row -> begin(row, Optional.empty()));
        if (rows == 0) {
            throw new DataException(file + " has no rows of numbers: expected one line a row");
        }
        return new Table(
                file,
                rows,
                columns.stream().map(filling -> filling.column(rows)).toList());
    }

    private void read(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        Divider divider = options.divider().isPresent() ? options.divider().get() : divider(reader);
        switch (divider) {
            case Divider.Blanks() -> blanks(reader);
            case Divider.Mark(char character) -> csv(reader, character);
        }
    }

    /** Looks at the first line that is not empty, and goes back. What stands between quotes divides nothing. */
    private Divider divider(BufferedReader reader) throws IOException {
        reader.mark(LONGEST_LINE + 1);
        StringBuilder line = new StringBuilder();
        boolean quoted = false;
        int read = 0;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (++read == LONGEST_LINE) {
                throw new DataException(
                        file + " is no table: its first line has more than " + LONGEST_LINE + " characters");
            }
            if (!quoted && (c == '\n' || c == '\r')) {
                if (!line.toString().isBlank()) {
                    break;
                }
                line.setLength(0);
                continue;
            }
            quoted ^= c == '"';
            if (!quoted) {
                line.append((char) c);
            }
        }
        reader.reset();
        for (char candidate : new char[] {';', ',', '\t', '|'}) {
            if (line.indexOf(String.valueOf(candidate)) >= 0) {
                return new Divider.Mark(candidate);
            }
        }
        return new Divider.Blanks();
    }

    private void blanks(BufferedReader reader) throws IOException {
        BoundedLines lines = new BoundedLines(reader, LONGEST_LINE);
        long number = 0;
        for (Optional<String> line = lines.next(file); line.isPresent(); line = lines.next(file)) {
            number++;
            String text = line.get().strip();
            if (!text.isEmpty()) {
                accept(new Row(number, List.of(text.split("\\s+"))));
            }
        }
    }

    private void csv(BufferedReader reader, char divider) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(divider)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (CSVParser parser =
                CSVParser.builder().setReader(reader).setFormat(format).get()) {
            Iterator<CSVRecord> records = parser.iterator();
            long begins = 0;
            while (records.hasNext()) {
                List<String> cells = records.next().toList();
                begins = Math.max(begins + 1, parser.getCurrentLineNumber());
                accept(new Row(begins, cells));
            }
        } catch (UncheckedIOException | CSVException e) {
            throw new DataException(file + " is no CSV file: " + e.getMessage(), e);
        }
    }

    /** The first row waits for the second, which says whether it is a header. */
    private void accept(Row row) {
        if (row.cells().size() > MOST_COLUMNS) {
            throw new DataException(at(row) + row.cells().size() + " columns, and a table may have " + MOST_COLUMNS);
        }
        if (!columns.isEmpty()) {
            add(row);
        } else if (first.isEmpty()) {
            first = Optional.of(row);
        } else {
            begin(first.get(), Optional.of(row));
            add(row);
        }
    }

    private void begin(Row begins, Optional<Row> second) {
        boolean named =
                switch (options.header()) {
                    case PRESENT -> true;
                    case ABSENT -> false;
                    case DETECTED ->
                        begins.cells().stream().noneMatch(Cells::isNumber)
                                && second.map(Row::cells).orElse(List.of()).stream()
                                        .anyMatch(Cells::isNumber);
                };
        for (int i = 0; i < begins.cells().size(); i++) {
            String name = named ? begins.cells().get(i) : "";
            columns.add(new Filling(name.isEmpty() ? Integer.toString(i + 1) : name));
        }
        if (!named) {
            add(begins);
        }
    }

    private void add(Row row) {
        if (row.cells().size() != columns.size()) {
            throw new DataException(
                    at(row) + "expected " + columns.size() + (columns.size() == 1 ? " column" : " columns")
                            + " as in the first line, got " + row.cells().size());
        }
        if ((long) (rows + 1) * columns.size() > MOST_CELLS) {
            throw new DataException(file + " is too large: a table may have " + MOST_CELLS + " cells");
        }
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).add(rows, row.line(), row.cells().get(i));
        }
        rows++;
    }

    private String at(Row row) {
        return file + ", line " + row.line() + ": ";
    }
}
