package dev.glimpse.classifier;

import dev.glimpse.learn.GradientBoosting;
import dev.glimpse.learn.Learner;
import dev.glimpse.learn.Likeness;
import dev.glimpse.learn.LinearSvm;
import dev.glimpse.learn.LogisticRegression;
import dev.glimpse.learn.NearestNeighbours;
import dev.glimpse.learn.RandomForest;
import dev.glimpse.learn.RbfSvm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The few options of each learner that are worth trying on validation pictures, the usual ones first. */
final class LearnerGrid {

    private LearnerGrid() {}

    /** Those of a learner, by its word. */
    static List<Learner> of(String word) {
        Learner usual = Learner.named(word)
                .orElseThrow(() -> new ClassifierException("the learner is one of "
                        + Learner.ALL.stream().map(Learner::word).collect(Collectors.joining(", ")) + ", got '" + word
                        + "'"));
        List<Learner> grid = new ArrayList<>(List.of(usual));
        others(usual).stream().filter(other -> !other.equals(usual)).forEach(grid::add);
        return List.copyOf(grid);
    }

    private static List<? extends Learner> others(Learner usual) {
        return switch (usual) {
            case NearestNeighbours _ ->
                IntStream.of(5, 9, 15)
                        .boxed()
                        .flatMap(k ->
                                Arrays.stream(Likeness.values()).map(likeness -> new NearestNeighbours(k, likeness)))
                        .toList();
            case LogisticRegression _ ->
                DoubleStream.of(0.001, 0.01, 0.1)
                        .mapToObj(LogisticRegression::new)
                        .toList();
            case LinearSvm _ ->
                DoubleStream.of(0.0001, 0.001, 0.01).mapToObj(LinearSvm::new).toList();
            case RbfSvm _ -> List.of(new RbfSvm(3, 0.3), new RbfSvm(10, 0.3), new RbfSvm(10, 1));
            // More trees are never worse, and depths and rates of boosting make up for each other.
            case RandomForest forest -> List.of(forest);
            case GradientBoosting boosting -> List.of(boosting);
        };
    }

    /** A learner with its options, for people. */
    static String words(Learner learner) {
        return switch (learner) {
            case NearestNeighbours(int k, Likeness likeness) -> "knn, k " + k + " by " + likeness.word();
            case LogisticRegression(double c) -> "logistic, c " + c;
            case LinearSvm(double c) -> "linear-svm, c " + c;
            case RbfSvm(double c, double gamma) -> "svm, c " + c + ", gamma " + gamma;
            case RandomForest(int trees, int leaf) -> "forest, " + trees + " trees, leaves of " + leaf;
            case GradientBoosting(int rounds, int depth, double rate, double columns) ->
                "boosting, " + rounds + " rounds, depth " + depth + ", learning rate " + rate + ", columns " + columns;
        };
    }
}
