package dev.glimpse.learn;

/**
 * Trees, each grown on a sample of the vectors with a sample of their numbers, and their mean.
 *
 * @param trees how many, at least 1
 */
public record RandomForest(int trees) implements Learner {

    /** With its usual options. */
    public static RandomForest usual() {
        return new RandomForest(300);
    }

    @Override
    public String word() {
        return "forest";
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
