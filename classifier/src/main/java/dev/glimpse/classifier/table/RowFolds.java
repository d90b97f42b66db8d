package dev.glimpse.classifier.table;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.tensor.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The rows of a table in parts of about equal size, as scikit-learn's {@code KFold} makes them: one after the other, the first ones
 * longer by one where the rows cannot be shared out evenly.
 *
 * @param order the rows in the order in which they are cut into parts
 * @param count how many parts there are
 */
record RowFolds(int[] order, int count) {

    /** In which order rows are cut into parts. */
    static RowFolds of(int rows, TableValidation.Order order, int count, long seed) {
        if (count < 2 || count > rows) {
            throw new ClassifierException(
                    "there are at least 2 folds and at most as many as the " + rows + " rows, got " + count);
        }
        int[] numbers = IntStream.range(0, rows).toArray();
        switch (order) {
            case SHUFFLED -> shuffle(numbers, Seed.of(seed).derive("rows").random());
            case LISTED -> {}
        }
        return new RowFolds(numbers, count);
    }

    private static void shuffle(int[] numbers, SplittableRandom random) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int number = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = number;
        }
    }

    /** The rows that one part has, by its number from 0; in their order in the table. */
    int[] judged(int fold) {
        int[] rows = Arrays.copyOfRange(order, begin(fold), begin(fold + 1));
        Arrays.sort(rows);
        return rows;
    }

    /** The rows of all other parts; in their order in the table. */
    int[] learnt(int fold) {
        return IntStream.concat(
                        Arrays.stream(order, 0, begin(fold)), Arrays.stream(order, begin(fold + 1), order.length))
                .sorted()
                .toArray();
    }

    private int begin(int fold) {
        return fold * (order.length / count) + Math.min(fold, order.length % count);
    }
}
