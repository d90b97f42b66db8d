package dev.glimpse.learn;

/**
 * Trees, each grown on what those before got wrong: XGBoost.
 *
 * @param rounds how many trees for each class, at least 1
 * @param depth how many questions deep a tree is, at least 1
 * @param learningRate how much each tree counts, above 0 to 1
 */
public record GradientBoosting(int rounds, int depth, double learningRate) implements Learner {

    /** With its usual options. */
    public static GradientBoosting usual() {
        return new GradientBoosting(200, 4, 0.1);
    }

    @Override
    public String word() {
        return "boosting";
    }

    @Override
    public ClassModel classes(Rows rows, int[] labels, int classes, long seed) {
        throw new LearnException("not yet");
    }

    @Override
    public NumberModel numbers(Rows rows, float[] targets, long seed) {
        throw new LearnException("not yet");
    }
}
