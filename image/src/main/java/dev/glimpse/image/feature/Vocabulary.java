package dev.glimpse.image.feature;

import java.util.Arrays;

/**
 * The visual words that were learnt: the means of descriptors that look alike.
 *
 * <p>Descriptors are compared after each was divided by the sum of its numbers' sizes and each number was replaced by the
 * root of its size, its sign kept (for SIFT this is RootSIFT), so that a few large numbers do not drown the others.
 *
 * @param words how many words
 * @param length numbers of a descriptor
 * @param centres {@code length} numbers for each word, one word after the other; not to be changed
 * @see <a href="https://doi.org/10.1109/CVPR.2012.6248018">Arandjelović and Zisserman, Three things everyone should know
 *     to improve object retrieval, CVPR 2012</a>
 */
public record Vocabulary(int words, int length, float[] centres) {

    public Vocabulary {
        if (words < 1 || length < 1 || centres.length != words * length) {
            throw new IllegalArgumentException(
                    words + " words of " + length + " numbers are not " + centres.length + " numbers");
        }
    }

    /** The word nearest to each place, by Euclidean distance; of equally near ones the first. */
    int[] nearest(LocalDescriptors seen) {
        float[] turned = new float[centres.length];
        float[] halfSquares = new float[words];
        for (int word = 0; word < words; word++) {
            for (int i = 0; i < length; i++) {
                float value = centres[word * length + i];
                turned[i * words + word] = value;
                halfSquares[word] += value * value / 2;
            }
        }
        float[] closeness = new float[words];
        float[] descriptor = new float[length];
        int[] nearest = new int[seen.count()];
        for (int place = 0; place < nearest.length; place++) {
            System.arraycopy(seen.values(), place * length, descriptor, 0, length);
            root(descriptor, 0, length);
            for (int word = 0; word < words; word++) {
                closeness[word] = -halfSquares[word];
            }
            for (int i = 0; i < length; i++) {
                float value = descriptor[i];
                int from = i * words;
                for (int word = 0; word < words; word++) {
                    closeness[word] += value * turned[from + word];
                }
            }
            int best = 0;
            for (int word = 1; word < words; word++) {
                if (closeness[word] > closeness[best]) {
                    best = word;
                }
            }
            nearest[place] = best;
        }
        return nearest;
    }

    /** Brings a descriptor to the form in which descriptors are compared. */
    static void root(float[] values, int from, int length) {
        float sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += Math.abs(values[i]);
        }
        for (int i = from; i < from + length && sum > 0; i++) {
            values[i] = Math.copySign((float) Math.sqrt(Math.abs(values[i]) / sum), values[i]);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary that
                && words == that.words
                && length == that.length
                && Arrays.equals(centres, that.centres);
    }

    @Override
    public int hashCode() {
        return 31 * words + Arrays.hashCode(centres);
    }

    /** How many words of how many numbers. */
    @Override
    public String toString() {
        return words + " words of " + length + " numbers";
    }
}
