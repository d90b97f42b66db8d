package dev.glimpse.learn;

import java.util.Arrays;

/**
 * The same answer for every vector.
 *
 * @param answer what it is
 */
record Constant(float[] answer) implements Body {

    @Override
    public int outputs() {
        return answer.length;
    }

    @Override
    public float[][] answers(Rows rows) {
        var answers = new float[rows.count()][];
        Arrays.setAll(answers, row -> answer.clone());
        return answers;
    }

    @Override
    public void write(Output out) {
        out.floats(answer);
    }

    static Constant read(Input in, int outputs) {
        return new Constant(in.floats(outputs));
    }
}
