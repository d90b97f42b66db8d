package dev.glimpse.learn;

/**
 * Weighted sums of how like a vector is to known ones: {@code exp(-gamma · distance²)} of standardised vectors.
 *
 * @param scaling how vectors are standardised first
 * @param gamma how fast the likeness falls
 * @param support the known vectors, standardised
 * @param squares their squared lengths
 * @param ends where the terms of each output end
 * @param which the known vector of each term
 * @param weight the weight of each term
 * @param bias what is added, one for each output
 */
record Kernel(
        Scaling scaling,
        float gamma,
        Rows support,
        float[] squares,
        int[] ends,
        int[] which,
        float[] weight,
        float[] bias)
        implements Body {

    private static final int TOGETHER = 64;

    @Override
    public int outputs() {
        return bias.length;
    }

    @Override
    public float[][] answers(Rows rows) {
        var answers = new float[rows.count()][outputs()];
        int length = rows.length();
        for (int first = 0; first < answers.length; first += TOGETHER) {
            int count = Math.min(TOGETHER, answers.length - first);
            var some = new float[count * length];
            System.arraycopy(rows.values(), first * length, some, 0, some.length);
            Rows scaled = scaling.apply(new Rows(length, some));
            float[][] likeness = likeness(scaled, Products.squares(scaled), support, squares, gamma);
            for (int row = 0; row < count; row++) {
                int term = 0;
                for (int output = 0; output < bias.length; output++) {
                    double sum = bias[output];
                    for (; term < ends[output]; term++) {
                        sum += (double) weight[term] * likeness[row][which[term]];
                    }
                    answers[first + row][output] = (float) sum;
                }
            }
        }
        return answers;
    }

    static float[][] likeness(Rows one, float[] oneSquares, Rows other, float[] otherSquares, float gamma) {
        float[][] likeness = Products.distances(one, oneSquares, other, otherSquares);
        for (float[] line : likeness) {
            for (int j = 0; j < line.length; j++) {
                line[j] = (float) Math.exp(-gamma * line[j]);
            }
        }
        return likeness;
    }

    @Override
    public void write(Output out) {
        out.floats(scaling.mean());
        out.floats(scaling.factor());
        out.floats(new float[] {gamma});
        out.count(support.count());
        out.floats(support.values());
        out.ints(ends);
        out.ints(which);
        out.floats(weight);
        out.floats(bias);
    }

    static Kernel read(Input in, int length, int outputs) {
        var scaling = new Scaling(in.floats(length), in.floats(length));
        float gamma = in.floats(1)[0];
        if (gamma <= 0) {
            throw in.damaged("gamma " + gamma + " is not above 0");
        }
        int count = in.count();
        var support = new Rows(length, in.floats((long) count * length));
        int[] ends = in.ints(outputs);
        int terms = 0;
        for (int end : ends) {
            if (end < terms) {
                throw in.damaged("terms end before they begin");
            }
            terms = end;
        }
        int[] which = in.ints(terms);
        for (int one : which) {
            if (one < 0 || one >= count) {
                throw in.damaged("vector " + one + " of " + count);
            }
        }
        return new Kernel(
                scaling, gamma, support, Products.squares(support), ends, which, in.floats(terms), in.floats(outputs));
    }
}
