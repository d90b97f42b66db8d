package dev.glimpse.learn;

/**
 * Multinomial logistic regression.
 *
 * @param penalty how much large weights cost, above 0
 */
public record LogisticRegression(double penalty) implements Learner {

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
        throw new LearnException("not yet");
    }

    @Override
    public NumberModel numbers(Rows rows, float[] targets, long seed) {
        throw new LearnException("not yet");
    }
}
