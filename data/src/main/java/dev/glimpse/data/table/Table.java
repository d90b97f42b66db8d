package dev.glimpse.data.table;

import dev.glimpse.data.item.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A table of numbers.
 *
 * <p>It is read from a CSV file (RFC 4180, UTF-8 with or without byte order mark; comma, semicolon, tab or another character
 * between cells) or from a file whose columns are divided by blanks. Columns are known by the names of the header or by
 * their numbers from 1. Columns that hold something other than numbers may be there; they are refused when they are asked for. There are
 * 8 bytes a number in memory, and at most 20 million of them.
 */
public final class Table {

    private final Path file;
    private final int rows;
    private final List<Column> columns;

    Table(Path file, int rows, List<Column> columns) {
        this.file = file;
        this.rows = rows;
        this.columns = List.copyOf(columns);
    }

    /**
     * Reads a table; what divides its columns, and whether the first line names them, is found out.
     *
     * @throws DataException if there is none, or rows differ in length; the message names the line
     */
    public static Table read(Path file) {
        return read(file, options -> options);
    }

    /** Reads a table, as {@link #read(Path)} does, with options: {@code read -> read.header(Header.ABSENT)}. */
    public static Table read(Path file, UnaryOperator<TableOptions> options) {
        return TableReader.read(file, options.apply(TableOptions.usual()));
    }

    /** Where the table lies. */
    public Path location() {
        return file;
    }

    /** How many rows of values there are, a header not counted. */
    public int rows() {
        return rows;
    }

    /** The names of the columns; a column without a name is called by its number from 1. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /**
     * The index from 0 of a column that is called by its name, or by its number from 1.
     *
     * @throws DataException if there is none, or several of that name
     */
    public int column(String called) {
        List<Integer> named = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().equals(called))
                .boxed()
                .toList();
        if (named.size() > 1) {
            throw new DataException(file + " has " + named.size() + " columns called '" + called
                    + "': call it by its number, " + (named.getFirst() + 1) + " for the first of them");
        }
        if (named.size() == 1) {
            return named.getFirst();
        }
        if (called.matches("\\d{1,6}")) {
            int number = Integer.parseInt(called);
            if (number >= 1 && number <= columns.size()) {
                return number - 1;
            }
        }
        throw new DataException(
                file + " has no column '" + called + "': there are " + columns.size() + " columns, " + listed());
    }

    /**
     * The indices of several columns, from a list such as {@code 1-3,rooms,8}.
     *
     * @throws DataException if one is unknown, or named twice
     */
    public List<Integer> columns(String list) {
        List<Integer> chosen = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            String called = part.strip();
            int dash = called.indexOf('-', 1);
            if (dash > 0 && names().stream().noneMatch(called::equals)) {
                int from = column(called.substring(0, dash).strip());
                int to = column(called.substring(dash + 1).strip());
                if (to < from) {
                    throw new DataException("'" + called + "' runs backwards: write the earlier column first");
                }
                IntStream.rangeClosed(from, to).forEach(chosen::add);
            } else {
                chosen.add(column(called));
            }
        }
        if (chosen.stream().distinct().count() < chosen.size()) {
            throw new DataException("'" + list + "' names a column twice");
        }
        return List.copyOf(chosen);
    }

    /** Whether a column has a number in each row, so that {@link #numbers} does not refuse it. */
    public boolean isNumeric(int column) {
        return columns.get(column) instanceof Column.Numbers;
    }

    /**
     * The numbers of a column, one a row; a copy.
     *
     * @throws DataException if it has something else, or a value is missing; the message names line and column
     */
    public double[] numbers(int column) {
        return values(column).clone();
    }

    /**
     * The numbers of some columns, row by row, in 32 bits.
     *
     * @throws DataException as {@link #numbers} says, or if a number is too large for 32 bits
     */
    public float[] rows(List<Integer> chosen) {
        float[] values = new float[Math.multiplyExact(rows, chosen.size())];
        for (int i = 0; i < chosen.size(); i++) {
            double[] numbers = values(chosen.get(i));
            for (int row = 0; row < rows; row++) {
                float value = (float) numbers[row];
                if (Float.isInfinite(value)) {
                    throw new DataException(file + ", row " + (row + 1) + " of values, column " + (chosen.get(i) + 1)
                            + ": " + numbers[row]
                            + " is too large for 32 bits, which end at 3.4e38; divide the column");
                }
                values[row * chosen.size() + i] = value;
            }
        }
        return values;
    }

    private double[] values(int column) {
        return switch (columns.get(column)) {
            case Column.Numbers numbers -> numbers.values();
            case Column.Others others ->
                throw new DataException(file + ", line " + others.line() + ", column " + (column + 1)
                        + (others.name().equals(Integer.toString(column + 1)) ? "" : " ('" + others.name() + "')")
                        + ": "
                        + others.reason() + "; mend it, or leave the row or the column out");
        };
    }

    private String listed() {
        int shown = Math.min(15, columns.size());
        return String.join(", ", names().subList(0, shown)) + (shown < columns.size() ? ", …" : "");
    }
}
