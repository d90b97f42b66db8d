package dev.glimpse.learn;

import java.util.Arrays;

/**
 * Trees of questions, all in the same arrays; what their leaves say is added up.
 *
 * <p>A node asks whether a number of the vector is below a threshold. A place is a node where it is 0 or more, and a leaf
 * where it is less: {@code ~place} is its number then. A node leads to later ones only, so that no answer takes forever.
 *
 * @param outputs how many numbers come out
 * @param width how many numbers a leaf says: all outputs, or 1, and then tree {@code t} speaks for output {@code t % outputs}
 * @param start what each sum begins with
 * @param weight what each tree's word is multiplied with
 * @param roots where each tree begins
 * @param column which number of the vector each node asks for
 * @param threshold what it is compared with
 * @param below where to go if it is below
 * @param otherwise where to go if not
 * @param says what each leaf says, one after the other
 */
record Trees(
        int outputs,
        int width,
        float start,
        float weight,
        int[] roots,
        int[] column,
        float[] threshold,
        int[] below,
        int[] otherwise,
        float[] says)
        implements Body {

    @Override
    public float[][] answers(Rows rows) {
        var answers = new float[rows.count()][outputs];
        var sums = new double[outputs];
        for (int row = 0; row < answers.length; row++) {
            Arrays.fill(sums, start);
            for (int tree = 0; tree < roots.length; tree++) {
                int leaf = leaf(roots[tree], rows.values(), row * rows.length());
                if (width == outputs) {
                    for (int output = 0; output < outputs; output++) {
                        sums[output] += (double) weight * says[leaf * width + output];
                    }
                } else {
                    sums[tree % outputs] += (double) weight * says[leaf];
                }
            }
            for (int output = 0; output < outputs; output++) {
                answers[row][output] = (float) sums[output];
            }
        }
        return answers;
    }

    private int leaf(int root, float[] values, int row) {
        int place = root;
        while (place >= 0) {
            place = values[row + column[place]] < threshold[place] ? below[place] : otherwise[place];
        }
        return ~place;
    }

    @Override
    public void write(Output out) {
        out.count(width);
        out.floats(new float[] {start, weight});
        out.count(roots.length);
        out.count(column.length);
        out.count(says.length / width);
        out.ints(roots);
        out.ints(column);
        out.floats(threshold);
        out.ints(below);
        out.ints(otherwise);
        out.floats(says);
    }

    static Trees read(Input in, int length, int outputs) {
        int width = in.count();
        if (width != 1 && width != outputs) {
            throw in.damaged("leaves say " + width + " numbers of " + outputs);
        }
        float[] terms = in.floats(2);
        int trees = in.count();
        int nodes = in.count();
        int leaves = in.count();
        if (trees < (width == outputs ? 1 : outputs)) {
            throw in.damaged(trees + " trees for " + outputs + " numbers");
        }
        int[] roots = in.ints(trees);
        int[] column = in.ints(nodes);
        float[] threshold = in.floats(nodes);
        int[] below = in.ints(nodes);
        int[] otherwise = in.ints(nodes);
        for (int root : roots) {
            demandPlace(in, root, 0, nodes, leaves);
        }
        for (int node = 0; node < nodes; node++) {
            if (column[node] < 0 || column[node] >= length) {
                throw in.damaged("node " + node + " asks for number " + column[node] + " of " + length);
            }
            demandPlace(in, below[node], node + 1, nodes, leaves);
            demandPlace(in, otherwise[node], node + 1, nodes, leaves);
        }
        float[] says = in.floats((long) leaves * width);
        return new Trees(outputs, width, terms[0], terms[1], roots, column, threshold, below, otherwise, says);
    }

    private static void demandPlace(Input in, int place, int first, int nodes, int leaves) {
        boolean known = place < 0 ? ~place < leaves : place >= first && place < nodes;
        if (!known) {
            throw in.damaged("a tree leads to place " + place + ", which is not there");
        }
    }
}
