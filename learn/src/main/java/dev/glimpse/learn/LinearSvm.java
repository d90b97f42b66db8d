package dev.glimpse.learn;

import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;

/**
 * Support vector machines with a linear kernel, one class against the rest, on standardised vectors.
 *
 * <p>The loss is the squared hinge. Probabilities are the softmax of the margins, as steep as fits a fifth of the vectors best
 * that were held out. A number is told by the regression of the same family with squared errors, which is ridge regression.
 *
 * @param c how much a vector on the wrong side costs, against large weights; above 0, and the smaller the smoother
 */
public record LinearSvm(double c) implements Learner {

    /** Where LibLinear stops; further on no class changes any more. */
    private static final double TOLERANCE = 1e-3;

    public LinearSvm {
        Options.positive("linear-svm", "c", c);
    }

    /** With its usual options. */
    public static LinearSvm usual() {
        return new LinearSvm(0.001);
    }

    @Override
    public String word() {
        return "linear-svm";
    }

    @Override
    public ClassModel classes(Rows rows, int[] labels, int classes, long seed) {
        Lesson lesson = Lesson.of(rows, labels, classes);
        if (lesson.outputs() == 1) {
            return lesson.onlyOne();
        }
        float slope = Slope.fit(lesson, Link.SOFTMAX, seed, this::teach);
        return lesson.model(teach(lesson), Link.SOFTMAX, slope);
    }

    private Body teach(Lesson lesson) {
        return LibLinear.classes(lesson, LinearType.L2R_L2LOSS_SVC, c, TOLERANCE);
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
        return new LearntNumber(rows.length(), (float) mean, deviation, LibLinear.number(rows, scaled, c));
    }
}
