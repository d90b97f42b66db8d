package dev.glimpse.image.feature;

import dev.glimpse.image.Picture;

/**
 * A bag of visual words: how much of a picture looks like each of a number of patches that were learnt from pictures.
 *
 * <p>The places that a {@link LocalFeature} looks at are each counted for the word of a {@link Vocabulary} that is nearest
 * to them. With {@code levels} 2 there is one bag of the whole picture, and one of each of its 2 x 2 parts, row by row;
 * with 3 of its 4 x 4 parts too. Each bag sums to 1; one without any place is all 0.
 *
 * <p>words numbers with one level, 5 · words with two, 21 · words with three.
 *
 * @param local what describes a place
 * @param words how many words the vocabulary has, 2 to 10,000
 * @param levels of the pyramid of parts, 1 to 3
 * @param side what the longer side of the picture is shrunk to first, 16 to 4096 pixels
 * @see <a href="https://people.eecs.berkeley.edu/~efros/courses/AP06/Papers/csurka-eccv-04.pdf">Csurka et al., Visual
 *     categorization with bags of keypoints, 2004</a>
 * @see <a href="https://doi.org/10.1109/CVPR.2006.68">Lazebnik, Schmid and Ponce, Beyond bags of features, CVPR 2006</a>
 */
public record VisualWords(LocalFeature local, int words, int levels, int side) implements Feature {

    private static final int USUAL_WORDS = 200;

    public VisualWords {
        FeatureText.require(words >= 2 && words <= 10_000, local.word(), "words", "2 to 10000", words);
        FeatureText.require(levels >= 1 && levels <= 3, local.word(), "levels", "1 to 3", levels);
        Analysed.requireSide(local.word(), side);
    }

    /** 200 words, one bag. */
    public static VisualWords of(LocalFeature local) {
        return new VisualWords(local, USUAL_WORDS, 1, Analysed.USUAL_SIDE);
    }

    /** With so many words. */
    public VisualWords words(int words) {
        return new VisualWords(local, words, levels, side);
    }

    /** With so many levels of parts. */
    public VisualWords levels(int levels) {
        return new VisualWords(local, words, levels, side);
    }

    static VisualWords read(LocalFeature local, FeatureText text) {
        VisualWords usual = of(local);
        return new VisualWords(
                local,
                text.number("words", usual.words),
                text.number("levels", usual.levels),
                text.number("side", usual.side));
    }

    @Override
    public int length() {
        return bags() * words;
    }

    /** 1, 1 + 4, or 1 + 4 + 16. */
    private int bags() {
        return ((1 << (2 * levels)) - 1) / 3;
    }

    @Override
    public String word() {
        return local.word();
    }

    @Override
    public String text() {
        VisualWords usual = of(local);
        return FeatureText.write(
                word(), "words", words, usual.words, "levels", levels, usual.levels, "side", side, usual.side);
    }

    /** The places of a picture, shrunk as this says, and what is seen there. */
    public LocalDescriptors look(Picture picture) {
        return local.of(Analysed.atMost(side, picture));
    }

    /** The bags of a picture in the words of a vocabulary, which is one that was learnt for this. */
    float[] describe(Picture picture, Vocabulary vocabulary) {
        LocalDescriptors seen = look(picture);
        int[] nearest = vocabulary.nearest(seen);
        float[] counts = new float[length()];
        int firstBag = 0;
        for (int level = 0; level < levels; level++) {
            int parts = 1 << level;
            for (int i = 0; i < nearest.length; i++) {
                KeyPoint at = seen.points().get(i);
                int row = Math.clamp((int) (at.y() * parts / seen.height()), 0, parts - 1);
                int column = Math.clamp((int) (at.x() * parts / seen.width()), 0, parts - 1);
                counts[(firstBag + row * parts + column) * words + nearest[i]]++;
            }
            firstBag += parts * parts;
        }
        for (int bag = 0; bag < bags(); bag++) {
            float sum = 0;
            for (int word = 0; word < words; word++) {
                sum += counts[bag * words + word];
            }
            for (int word = 0; word < words && sum > 0; word++) {
                counts[bag * words + word] /= sum;
            }
        }
        return counts;
    }
}
