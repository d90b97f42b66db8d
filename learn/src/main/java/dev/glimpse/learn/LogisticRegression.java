package dev.glimpse.learn;

import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;

/**
 * Logistic regression, one class against the rest, on standardised vectors.
 *
 * <p>The probabilities of the classes are made to add up to 1.
 *
 * @param c how much a vector on the wrong side costs, against large weights; above 0, and the smaller the smoother
 */
public record LogisticRegression(double c) implements Learner {

    /** Where LibLinear stops; further on no class changes any more. */
    private static final double TOLERANCE = 1e-3;

    public LogisticRegression {
        Options.positive("logistic", "c", c);
    }

    /** With its usual options. */
    public static LogisticRegression usual() {
        return new LogisticRegression(0.01);
    }

    @Override
    public String word() {
        return "logistic";
    }

    @Override
    public ClassModel classes(Rows rows, int[] labels, int classes, long seed) {
        Lesson lesson = Lesson.of(rows, labels, classes);
        if (lesson.outputs() == 1) {
            return lesson.onlyOne();
        }
        return lesson.model(LibLinear.classes(lesson, LinearType.L2R_LR, c, TOLERANCE), Link.SIGMOIDS, 1);
    }

    @Override
    public NumberModel numbers(Rows rows, float[] targets, long seed) {
        throw new LearnException(
                "logistic tells classes and no numbers: take knn, linear-svm, svm, forest or boosting");
    }
}
