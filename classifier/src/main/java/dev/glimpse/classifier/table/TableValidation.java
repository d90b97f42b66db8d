package dev.glimpse.classifier.table;

import dev.glimpse.classifier.ClassifierException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How far a recipe for numbers is from the truth: it is carried out once for each fold of a table, on the rows of the other folds, and
 * judged by those of the fold.
 *
 * {@snippet :
 * FoldErrors how = TableValidation.run(examples, DenseNetwork.of(13).batchSize(5), 10, validation -> validation.seed(7));
 * System.out.println(how.baseline());
 * }
 */
public final class TableValidation {

    /** Which rows stand together in a fold. */
    public enum Order {
        /** Any, as the seed draws them. */
        SHUFFLED,
        /** Those that stand together in the table. */
        LISTED
    }

    private Order order = Order.SHUFFLED;
    private long seed;
    private Consumer<FoldError> each = _ -> {};
    private BooleanSupplier stopWhen = () -> false;

    private TableValidation() {}

    /** Which rows stand together; drawn unless told. */
    public TableValidation order(Order chosen) {
        this.order = chosen;
        return this;
    }

    /** What the folds are drawn from; 0 unless told. */
    public TableValidation seed(long value) {
        this.seed = value;
        return this;
    }

    /** Is told of each fold that is over. */
    public TableValidation each(Consumer<FoldError> listener) {
        this.each = listener;
        return this;
    }

    /** Asked now and then whether to stop. */
    public TableValidation stopWhen(BooleanSupplier condition) {
        this.stopWhen = condition;
        return this;
    }

    /**
     * Carries a recipe out once for each fold.
     *
     * @throws ClassifierException if there are fewer than 2 folds, or more than rows, or what was learnt tells no number
     */
    public static FoldErrors run(Examples examples, NumberRecipe recipe, int folds, Consumer<TableValidation> options) {
        TableValidation validation = new TableValidation();
        options.accept(validation);
        return validation.run(examples, recipe, RowFolds.of(examples.rows(), validation.order, folds, validation.seed));
    }

    private FoldErrors run(Examples examples, NumberRecipe recipe, RowFolds folds) {
        List<FoldError> done = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            long begun = System.nanoTime();
            Examples learnt = examples.rows(folds.learnt(fold));
            Examples judged = examples.rows(folds.judged(fold));
            Optional<? extends Regressor> taught = recipe.teach(learnt, stopWhen);
            if (taught.isEmpty()) {
                break;
            }
            try (Regressor regressor = taught.get()) {
                FoldError error = new FoldError(
                        fold + 1,
                        learnt.rows(),
                        judged.rows(),
                        finite(regressor.meanSquaredError(judged)),
                        ofTheMean(learnt.meanTarget(), judged),
                        Duration.ofNanos(System.nanoTime() - begun));
                done.add(error);
                each.accept(error);
            }
        }
        return new FoldErrors(done, folds.count());
    }

    private static double finite(double error) {
        if (!Double.isFinite(error)) {
            throw new ClassifierException(
                    "what was learnt tells no numbers: its training diverged; standardise the columns, or"
                            + " lower the learning rate");
        }
        return error;
    }

    private static double ofTheMean(double mean, Examples judged) {
        double sum = 0;
        for (float number : judged.targets()) {
            sum += (number - mean) * (number - mean);
        }
        return sum / judged.rows();
    }
}
