package dev.glimpse.learn;

/**
 * What was learnt to tell a number, in plain numbers.
 *
 * @param offset what is added to the body's answer
 * @param factor what it is multiplied with first
 */
record LearntNumber(int length, float offset, float factor, Body body) implements NumberModel {

    @Override
    public float[] numbers(Rows rows) {
        Learnt.demand(rows, length);
        float[][] answers = body.answers(rows);
        var numbers = new float[answers.length];
        for (int row = 0; row < numbers.length; row++) {
            Learnt.demandFinite(answers[row], row);
            numbers[row] = (float) (offset + (double) factor * answers[row][0]);
        }
        return numbers;
    }

    @Override
    public byte[] toBytes() {
        return SavedModel.write(this);
    }
}
