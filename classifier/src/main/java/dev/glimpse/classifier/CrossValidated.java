package dev.glimpse.classifier;

import dev.glimpse.classifier.evaluation.FoldScore;
import dev.glimpse.classifier.evaluation.FoldScores;
import dev.glimpse.classifier.evaluation.Report;
import java.util.List;

/** How a cross-validation came out. */
public sealed interface CrossValidated {

    /**
     * It went to its end.
     *
     * @param scores how good each fold was
     * @param report what all pictures together say, each judged once; the folds are part of it
     */
    record Completed(FoldScores scores, Report report) implements CrossValidated {}

    /**
     * It was asked to stop.
     *
     * @param folds those that are over
     * @param of how many there would have been
     */
    record Interrupted(List<FoldScore> folds, int of) implements CrossValidated {

        public Interrupted {
            folds = List.copyOf(folds);
        }
    }
}
