package dev.glimpse.learn;

/**
 * What was learnt to tell classes apart, in plain numbers.
 *
 * @param present the classes that had vectors, ascending: only those are ever answered
 * @param link how the body's answers become probabilities
 * @param slope how steeply
 */
record Learnt(int length, int classes, int[] present, Link link, float slope, Body body) implements ClassModel {

    @Override
    public float[][] probabilities(Rows rows) {
        demand(rows, length);
        float[][] answers = body.answers(rows);
        var probabilities = new float[answers.length][classes];
        for (int row = 0; row < answers.length; row++) {
            demandFinite(answers[row], row);
            double[] some = link.probabilities(answers[row], present.length, slope);
            for (int one = 0; one < present.length; one++) {
                probabilities[row][present[one]] = (float) some[one];
            }
        }
        return probabilities;
    }

    /** Numbers far beyond those that were taught can leave what a float holds. */
    static void demandFinite(float[] answers, int row) {
        for (float answer : answers) {
            if (!Float.isFinite(answer)) {
                throw new LearnException(
                        "Vector %d is too far from those that were taught: look at its numbers".formatted(row + 1));
            }
        }
    }

    static void demand(Rows rows, int length) {
        if (rows.length() != length) {
            throw new LearnException(
                    "The model was taught on vectors of %d numbers, and these have %d: describe pictures as it was taught"
                            .formatted(length, rows.length()));
        }
        Lesson.demandFinite(rows);
    }

    @Override
    public byte[] toBytes() {
        return SavedModel.write(this);
    }
}
