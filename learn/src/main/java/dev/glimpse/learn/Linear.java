package dev.glimpse.learn;

/**
 * Weighted sums, one for each output.
 *
 * @param length how many numbers a vector has
 * @param weights output by output
 * @param bias what is added, one for each output
 */
record Linear(int length, float[] weights, float[] bias) implements Body {

    /** The same for vectors that were not standardised: the scaling becomes a part of the weights. */
    static Linear unscaled(Scaling scaling, double[][] weights, double[] bias) {
        int length = scaling.mean().length;
        var flat = new float[weights.length * length];
        var biases = new float[weights.length];
        for (int output = 0; output < weights.length; output++) {
            double sum = bias[output];
            for (int i = 0; i < length; i++) {
                double weight = weights[output][i] * scaling.factor()[i];
                flat[output * length + i] = (float) weight;
                sum -= weight * scaling.mean()[i];
            }
            biases[output] = (float) sum;
        }
        return new Linear(length, flat, biases);
    }

    @Override
    public int outputs() {
        return bias.length;
    }

    @Override
    public float[][] answers(Rows rows) {
        var answers = new float[rows.count()][outputs()];
        for (int row = 0; row < answers.length; row++) {
            int start = row * length;
            for (int output = 0; output < bias.length; output++) {
                double sum = bias[output];
                for (int i = 0; i < length; i++) {
                    sum += (double) weights[output * length + i] * rows.values()[start + i];
                }
                answers[row][output] = (float) sum;
            }
        }
        return answers;
    }

    @Override
    public void write(Output out) {
        out.floats(weights);
        out.floats(bias);
    }

    static Linear read(Input in, int length, int outputs) {
        return new Linear(length, in.floats((long) length * outputs), in.floats(outputs));
    }
}
