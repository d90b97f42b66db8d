package dev.glimpse.classifier.table;

import dev.glimpse.classifier.evaluation.Estimate;
import java.util.List;
import java.util.Locale;

/**
 * How a cross-validation on a table came out.
 *
 * @param folds those that are over
 * @param of how many there were to be
 */
public record FoldErrors(List<FoldError> folds, int of) {

    public FoldErrors {
        folds = List.copyOf(folds);
    }

    /** Whether all folds are over; not so if it was stopped. */
    public boolean isComplete() {
        return folds.size() == of;
    }

    /** The mean squared error, each fold counting the same. */
    public Estimate meanSquaredError() {
        return Estimate.of(
                folds.stream().mapToDouble(FoldError::meanSquaredError).toArray());
    }

    /** What the mean squared error would be if the mean of what was learnt were told of each row. */
    public Estimate ofTheMean() {
        return Estimate.of(folds.stream().mapToDouble(FoldError::ofTheMean).toArray());
    }

    /** Mean and sample deviation of the folds, such as {@code Baseline: 12.34 (5.67) MSE}. */
    public String baseline() {
        Estimate estimate = meanSquaredError();
        return String.format(
                Locale.ROOT,
                "Baseline: %.2f (%.2f) MSE",
                estimate.mean(),
                estimate.deviation().orElse(0));
    }
}
