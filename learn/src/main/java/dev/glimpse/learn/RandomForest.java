package dev.glimpse.learn;

import java.util.SplittableRandom;

/**
 * Trees, each grown on a sample of the vectors, that ask for the best of a few numbers drawn anew for each question; and their mean.
 *
 * <p>As many numbers are drawn as the square root of the length, and a third of it where a number is told (Breiman 2001).
 *
 * @param trees how many, at least 1
 * @param leaf how many vectors a leaf has at the least
 */
public record RandomForest(int trees, int leaf) implements Learner {

    public RandomForest {
        Options.atLeastOne("forest", "trees", trees);
        Options.atLeastOne("forest", "leaf", leaf);
    }

    /** With its usual options. */
    public static RandomForest usual() {
        return new RandomForest(300, 1);
    }

    @Override
    public String word() {
        return "forest";
    }

    @Override
    public ClassModel classes(Rows rows, int[] labels, int classes, long seed) {
        Lesson lesson = Lesson.of(rows, labels, classes);
        if (lesson.outputs() == 1) {
            return lesson.onlyOne();
        }
        int drawn = (int) Math.max(1, Math.round(Math.sqrt(rows.length())));
        Split.Target target = new Split.Classes(lesson.labels(), lesson.outputs());
        return lesson.model(grow(rows, target, drawn, seed), Link.PROBABILITIES, 1);
    }

    @Override
    public NumberModel numbers(Rows rows, float[] targets, long seed) {
        Lesson.demandTargets(rows, targets);
        Split.Target target = new Split.Numbers(targets.clone());
        return new LearntNumber(rows.length(), 0, 1, grow(rows, target, Math.max(1, rows.length() / 3), seed));
    }

    private Trees grow(Rows rows, Split.Target target, int drawn, long seed) {
        Bins bins = Bins.of(rows);
        var growing = new Growing(target.width());
        for (int tree = 0; tree < trees; tree++) {
            var random = new SplittableRandom(seed * 1_000_003 + tree);
            new TreeGrower(bins, target, drawn, leaf, random, growing).grow();
        }
        return growing.trees(target.width(), 1f / trees);
    }
}
