package dev.glimpse.data.table;

/** One column of a table. */
sealed interface Column {

    /** What the header calls it, or its number from 1. */
    String name();

    /**
     * A column of numbers.
     *
     * @param values one a row
     */
    record Numbers(String name, double[] values) implements Column {}

    /**
     * A column that holds something else.
     *
     * @param line where that was found first
     * @param reason why it is no number
     */
    record Others(String name, long line, String reason) implements Column {}
}
