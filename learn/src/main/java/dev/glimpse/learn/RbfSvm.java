package dev.glimpse.learn;

/**
 * Support vector machines with radial basis functions, one class against another, on standardised vectors.
 *
 * <p>The sigmoid of a pair's margin says how probable the one is of the two, as steep as fits a fifth of the vectors best that
 * were held out; {@code LibSVM}'s own probabilities teach five times more. A number is told within a tenth of the targets'
 * deviation for free.
 *
 * @param c how much a vector on the wrong side costs, above 0
 * @param gamma how fast the likeness of two standardised vectors falls with their squared distance, above 0; times 1 over their length
 */
public record RbfSvm(double c, double gamma) implements Learner {

    public RbfSvm {
        Options.positive("svm", "c", c);
        Options.positive("svm", "gamma", gamma);
    }

    /** With its usual options. */
    public static RbfSvm usual() {
        return new RbfSvm(10, 0.3);
    }

    @Override
    public String word() {
        return "svm";
    }

    @Override
    public ClassModel classes(Rows rows, int[] labels, int classes, long seed) {
        Lesson lesson = Lesson.of(rows, labels, classes);
        if (lesson.outputs() == 1) {
            return lesson.onlyOne();
        }
        float slope = Slope.fit(lesson, Link.PAIRS, seed, this::teach);
        return lesson.model(teach(lesson), Link.PAIRS, slope);
    }

    private Body teach(Lesson lesson) {
        return LibSvm.pairs(lesson, c, gamma / lesson.rows().length());
    }

    @Override
    public NumberModel numbers(Rows rows, float[] targets, long seed) {
        Lesson.demandTargets(rows, targets);
        double mean = Scaling.mean(targets);
        float deviation = Scaling.deviation(targets, mean);
        var scaled = new double[targets.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (targets[i] - mean) / deviation;
        }
        return new LearntNumber(
                rows.length(), (float) mean, deviation, LibSvm.number(rows, scaled, c, gamma / rows.length()));
    }
}
