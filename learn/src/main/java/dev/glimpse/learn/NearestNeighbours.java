package dev.glimpse.learn;

import java.util.Arrays;

/**
 * The nearest of the known vectors decide, each with one voice.
 *
 * <p>A number is the mean of theirs. Where there are fewer vectors than {@code k}, all of them decide; of equally near ones those
 * that came first.
 *
 * @param k how many of them, at least 1
 * @param likeness what near means
 */
public record NearestNeighbours(int k, Likeness likeness) implements Learner {

    public NearestNeighbours {
        Options.atLeastOne("knn", "k", k);
    }

    /** By the distance of standardised vectors. */
    public NearestNeighbours(int k) {
        this(k, Likeness.DISTANCE);
    }

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
        Lesson lesson = Lesson.of(rows, labels, classes);
        int width = lesson.outputs();
        if (width == 1) {
            return lesson.onlyOne();
        }
        var says = new float[rows.count() * width];
        for (int row = 0; row < rows.count(); row++) {
            says[row * width + lesson.labels()[row]] = 1;
        }
        return lesson.model(neighbours(rows, width, says), Link.PROBABILITIES, 1);
    }

    @Override
    public NumberModel numbers(Rows rows, float[] targets, long seed) {
        Lesson.demandTargets(rows, targets);
        return new LearntNumber(rows.length(), 0, 1, neighbours(rows, 1, Arrays.copyOf(targets, targets.length)));
    }

    private Neighbours neighbours(Rows rows, int width, float[] says) {
        Scaling scaling = likeness.scaling(rows);
        Rows known = likeness.prepared(rows, scaling);
        return new Neighbours(
                Math.min(k, rows.count()), likeness, scaling, known, Products.squares(known), width, says);
    }
}
