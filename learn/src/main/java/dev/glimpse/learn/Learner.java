package dev.glimpse.learn;

import java.util.List;
import java.util.Optional;

/**
 * A way to learn from vectors.
 *
 * <p>Each is a value with its options; what it learns is a {@link ClassModel} or a {@link NumberModel}. The same rows in the same
 * order with the same seed give the same model.
 */
public sealed interface Learner
        permits NearestNeighbours, LogisticRegression, LinearSvm, RbfSvm, RandomForest, GradientBoosting {

    /** The learners with their usual options, the fastest first. */
    List<Learner> ALL = List.of(
            NearestNeighbours.usual(),
            LogisticRegression.usual(),
            LinearSvm.usual(),
            RbfSvm.usual(),
            RandomForest.usual(),
            GradientBoosting.usual());

    /** The learner's name in files, on pages and on the command line. */
    String word();

    /**
     * Learns to tell classes apart.
     *
     * @param labels one for each row, 0 to below {@code classes}; a class may have no rows, and then gets probability 0
     * @param seed what chance is drawn from, where there is any
     * @throws LearnException if the rows are not finite, or too many or too few for it
     */
    ClassModel classes(Rows rows, int[] labels, int classes, long seed);

    /**
     * Learns to tell a number.
     *
     * @param targets one for each row
     * @throws LearnException if rows or targets are not finite, or this learner cannot do it; the message says which can
     */
    NumberModel numbers(Rows rows, float[] targets, long seed);

    /** The learner of a name, with its usual options. */
    static Optional<Learner> named(String word) {
        return ALL.stream().filter(learner -> learner.word().equals(word)).findFirst();
    }
}
