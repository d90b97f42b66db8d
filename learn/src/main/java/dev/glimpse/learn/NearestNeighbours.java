package dev.glimpse.learn;

/**
 * The nearest of the known vectors decide.
 *
 * @param k how many of them, at least 1
 */
public record NearestNeighbours(int k) implements Learner {

    /** With its usual options. */
    public static NearestNeighbours usual() {
        return new NearestNeighbours(5);
    }

    @Override
    public String word() {
        return "knn";
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
