package dev.glimpse.learn;

/**
 * Trees, each grown on what those before got wrong: XGBoost.
 *
 * <p>Growing them takes XGBoost's native library, which exists for Linux, Windows and macOS on x86-64. Asking them takes nothing.
 *
 * @param rounds how many trees for each class, at least 1
 * @param depth how many questions deep a tree is, at least 1
 * @param learningRate how much each tree counts, above 0 to 1
 * @param columns which part of the numbers each tree may ask for, above 0 to 1
 */
public record GradientBoosting(int rounds, int depth, double learningRate, double columns) implements Learner {

    public GradientBoosting {
        Options.atLeastOne("boosting", "rounds", rounds);
        Options.atLeastOne("boosting", "depth", depth);
        Options.share("boosting", "learning rate", learningRate);
        Options.share("boosting", "columns", columns);
    }

    /** With its usual options. */
    public static GradientBoosting usual() {
        return new GradientBoosting(100, 4, 0.2, 0.25);
    }

    @Override
    public String word() {
        return "boosting";
    }

    @Override
    public ClassModel classes(Rows rows, int[] labels, int classes, long seed) {
        Lesson lesson = Lesson.of(rows, labels, classes);
        if (lesson.outputs() == 1) {
            return lesson.onlyOne();
        }
        var targets = new float[labels.length];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = lesson.labels()[row];
        }
        return lesson.model(XgBoost.grow(this, rows, targets, lesson.outputs(), seed), Link.SOFTMAX, 1);
    }

    @Override
    public NumberModel numbers(Rows rows, float[] targets, long seed) {
        Lesson.demandTargets(rows, targets);
        double mean = Scaling.mean(targets);
        float deviation = Scaling.deviation(targets, mean);
        var scaled = new float[targets.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) ((targets[i] - mean) / deviation);
        }
        return new LearntNumber(rows.length(), (float) mean, deviation, XgBoost.grow(this, rows, scaled, 1, seed));
    }
}
