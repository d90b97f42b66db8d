package dev.glimpse.learn;

import java.util.Arrays;

/**
 * Known vectors, the nearest of which answer.
 *
 * @param k how many of them are asked, at most as many as there are
 * @param likeness how near vectors are to each other
 * @param scaling how vectors are standardised first, where they are
 * @param known the known vectors, prepared for that likeness
 * @param squares their squared lengths
 * @param width how many numbers each of them says: the outputs
 * @param says what each of them says, one after the other
 */
record Neighbours(int k, Likeness likeness, Scaling scaling, Rows known, float[] squares, int width, float[] says)
        implements Body {

    private static final int TOGETHER = 64;

    @Override
    public int outputs() {
        return width;
    }

    @Override
    public float[][] answers(Rows rows) {
        var answers = new float[rows.count()][width];
        int length = rows.length();
        for (int first = 0; first < answers.length; first += TOGETHER) {
            int count = Math.min(TOGETHER, answers.length - first);
            var some = new float[count * length];
            System.arraycopy(rows.values(), first * length, some, 0, some.length);
            Rows scaled = likeness.prepared(new Rows(length, some), scaling);
            float[][] distances = Products.distances(scaled, Products.squares(scaled), known, squares);
            for (int row = 0; row < count; row++) {
                answer(distances[row], answers[first + row]);
            }
        }
        return answers;
    }

    private void answer(float[] distances, float[] answer) {
        var nearest = new int[k];
        int size = 0;
        for (int i = 0; i < distances.length; i++) {
            if (size == k && distances[i] >= distances[nearest[k - 1]]) {
                continue;
            }
            int place = size < k ? size++ : k - 1;
            for (; place > 0 && distances[nearest[place - 1]] > distances[i]; place--) {
                nearest[place] = nearest[place - 1];
            }
            nearest[place] = i;
        }
        for (int one : nearest) {
            for (int output = 0; output < width; output++) {
                answer[output] += says[one * width + output] / k;
            }
        }
    }

    @Override
    public void write(Output out) {
        out.count(k);
        out.word(likeness.word());
        out.floats(scaling.mean());
        out.floats(scaling.factor());
        out.count(known.count());
        out.floats(known.values());
        out.floats(says);
    }

    static Neighbours read(Input in, int length, int outputs) {
        int k = in.count();
        String word = in.word();
        Likeness likeness = Arrays.stream(Likeness.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> in.damaged("'" + word + "' is no likeness"));
        var scaling = new Scaling(in.floats(length), in.floats(length));
        int count = in.count();
        if (k < 1 || k > count) {
            throw in.damaged(k + " neighbours of " + count + " vectors");
        }
        var known = new Rows(length, in.floats((long) count * length));
        return new Neighbours(
                k, likeness, scaling, known, Products.squares(known), outputs, in.floats((long) count * outputs));
    }
}
