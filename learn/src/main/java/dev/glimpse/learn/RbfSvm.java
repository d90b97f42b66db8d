package dev.glimpse.learn;

/**
 * Support vector machines with radial basis functions, one class against another.
 *
 * @param c how much a vector on the wrong side costs, above 0
 * @param gamma how fast the likeness of two standardised vectors falls with their squared distance, above 0; times 1 over their length
 */
public record RbfSvm(double c, double gamma) implements Learner {

    /** With its usual options. */
    public static RbfSvm usual() {
        return new RbfSvm(10, 1);
    }

    @Override
    public String word() {
        return "svm";
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
