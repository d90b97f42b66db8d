package dev.glimpse.classifier.table;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.table.Table;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.ArrayBatches;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rows of a table, each with the number that is to be told from it.
 *
 * @param names of the columns that are learnt from
 * @param target the name of the column that is to be told
 * @param values of those columns row by row; not copied, so leave them as they are
 * @param targets one a row; not copied
 */
public record Examples(List<String> names, String target, float[] values, float[] targets) {

    public Examples {
        names = List.copyOf(names);
        if (values.length != names.size() * targets.length) {
            throw new IllegalArgumentException(
                    targets.length + " rows of " + names.size() + " numbers are not " + values.length);
        }
    }

    /**
     * The rows of a table.
     *
     * @param target the column to tell, by its name or its number from 1; the last one unless told
     * @param features the columns to learn from, such as {@code 1-3,rooms}; all others unless told
     * @throws dev.glimpse.data.item.DataException if a column is unknown, or holds other things than numbers
     * @throws ClassifierException if the target is among the columns to learn from, or nothing is left to learn from
     */
    public static Examples of(Table table, Optional<String> target, Optional<String> features) {
        List<String> all = table.names();
        int told = target.map(table::column).orElse(all.size() - 1);
        List<Integer> learnt = features.map(table::columns).orElseGet(() -> IntStream.range(0, all.size())
                .filter(column -> column != told)
                .boxed()
                .toList());
        if (learnt.isEmpty()) {
            throw new ClassifierException(
                    table.location() + " has one column only: one is to be told, and others to learn from");
        }
        if (learnt.contains(told)) {
            throw new ClassifierException("the column '" + all.get(told)
                    + "' is to be told, so it cannot be learnt from: leave it out of the columns to learn from");
        }
        return new Examples(
                learnt.stream().map(column -> called(all, column)).toList(),
                called(all, told),
                table.rows(learnt),
                targets(table, told));
    }

    /** What finds a column again: its name, or its number where others have that name too. */
    private static String called(List<String> all, int column) {
        String name = all.get(column);
        return Collections.frequency(all, name) == 1 ? name : Integer.toString(column + 1);
    }

    private static float[] targets(Table table, int column) {
        try {
            return table.rows(List.of(column));
        } catch (DataException words) {
            throw new ClassifierException(
                    words.getMessage() + ". What is told from a table is a number, and no class: name such a column",
                    words);
        }
    }

    /** How many rows there are. */
    public int rows() {
        return targets.length;
    }

    /** How many numbers a row is told from. */
    public int width() {
        return names.size();
    }

    /** Some of the rows, in this order. */
    public Examples rows(int[] chosen) {
        float[] someValues = new float[chosen.length * width()];
        float[] someTargets = new float[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(values, chosen[i] * width(), someValues, i * width(), width());
            someTargets[i] = targets[chosen[i]];
        }
        return new Examples(names, target, someValues, someTargets);
    }

    /** The mean of the numbers to tell. */
    double meanTarget() {
        double sum = 0;
        for (float number : targets) {
            sum += number;
        }
        return sum / targets.length;
    }

    /** The rows in batches, in another order each epoch. */
    ArrayBatches batches(int batchSize) {
        return ArrayBatches.of(inputs(), new NdArray.Floats(Shape.of(rows(), 1), targets))
                .batchSize(batchSize);
    }

    NdArray.Floats inputs() {
        return new NdArray.Floats(Shape.of(rows(), width()), values);
    }

    /** The first names, for messages. */
    String listed() {
        List<String> shown = new ArrayList<>(names.subList(0, Math.min(15, names.size())));
        if (names.size() > shown.size()) {
            shown.add("…");
        }
        return String.join(", ", shown);
    }
}
