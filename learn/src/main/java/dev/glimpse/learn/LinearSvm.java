package dev.glimpse.learn;

/**
 * Support vector machines with a linear kernel, one class against the rest.
 *
 * @param c how much a vector on the wrong side costs, above 0
 */
public record LinearSvm(double c) implements Learner {

    /** With its usual options. */
    public static LinearSvm usual() {
        return new LinearSvm(1);
    }

    @Override
    public String word() {
        return "linear-svm";
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
