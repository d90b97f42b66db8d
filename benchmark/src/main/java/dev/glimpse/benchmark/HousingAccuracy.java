package dev.glimpse.benchmark;

import dev.glimpse.classifier.table.DenseNetwork;
import dev.glimpse.classifier.table.Examples;
import dev.glimpse.classifier.table.FoldErrors;
import dev.glimpse.classifier.table.TableValidation;
import dev.glimpse.data.table.Table;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The course's regression of Boston's house prices: 13 numbers, a dense layer of 13 with ReLU, one of 1, Adam, 5 rows a batch, 10
 * folds, standardised by a Normalization layer that takes its numbers from the rows that are learnt from.
 *
 * <p>First 100 epochs on folds drawn from seed 7, which have to come below 16.5; then the course's own 20 epochs on folds that stand
 * together in the file.
 */
public final class HousingAccuracy {

    private static final int FOLDS = 10;
    private static final int BATCH = 5;

    private HousingAccuracy() {}

    /** {@code benchmark/run HousingAccuracy housing.data}. */
    public static void main(String[] args) {
        Examples housing = Examples.of(Table.read(Path.of(args[0])), Optional.empty(), Optional.empty());
        for (int seed : new int[] {7, 8, 9}) {
            print("drawn folds", housing, TableValidation.Order.SHUFFLED, 100, seed);
        }
        print("the course's", housing, TableValidation.Order.LISTED, 20, 7);
    }

    private static void print(String name, Examples housing, TableValidation.Order order, int epochs, int seed) {
        DenseNetwork network =
                DenseNetwork.of(13).epochs(epochs).batchSize(BATCH).seed(seed);
        long begun = System.nanoTime();
        FoldErrors errors = TableValidation.run(
                housing, network, FOLDS, validation -> validation.order(order).seed(seed));
        double seconds = (System.nanoTime() - begun) / 1e9;
        long steps = errors.folds().stream()
                .mapToLong(fold -> (long) epochs * Math.ceilDiv(fold.learnt(), BATCH))
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%-13s seed %d, %3d epochs  %s  (to tell the mean: %.2f)  %.1f s, %.0f us a step%n",
                name,
                seed,
                epochs,
                errors.baseline(),
                errors.ofTheMean().mean(),
                seconds,
                1e6 * seconds / steps);
    }
}
