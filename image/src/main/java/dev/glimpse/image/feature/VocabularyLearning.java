package dev.glimpse.image.feature;

import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.image.opencv.Matrices;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.TermCriteria;

/**
 * The learning of a vocabulary: a bounded sample of the descriptors of all pictures, then their means.
 *
 * <p>Each descriptor seen has the same chance to be in the sample (Vitter's algorithm R), drawn from the seed and the order
 * of the pictures alone. The means are OpenCV's {@code kmeans} with the same seed, begun with k-means++.
 */
final class VocabularyLearning {

    /** Descriptors kept for a word: more make k-means slower and hardly the words better. */
    private static final int SAMPLES_A_WORD = 60;

    private static final int ROUNDS = 25;

    /** The fewest words that can be asked for. */
    private static final int FEWEST_WORDS = 2;

    private static final double CLOSE_ENOUGH = 1e-3;

    private final VisualWords feature;
    private final long seed;
    private final SplittableRandom random;
    private final int room;
    private float[] sample = new float[0];
    private long seen;
    private int pictures;

    VocabularyLearning(VisualWords feature, long seed) {
        this.feature = feature;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.room = Math.multiplyExact(feature.words(), SAMPLES_A_WORD);
    }

    /** What is seen in some pictures, several looked at the same time; they are taken in their order. */
    void look(List<Picture> some) {
        some.parallelStream().map(feature::look).toList().forEach(this::take);
    }

    private void take(LocalDescriptors descriptors) {
        int length = descriptors.length();
        for (int i = 0; i < descriptors.count(); i++, seen++) {
            long place = seen < room ? seen : random.nextLong(seen + 1);
            if (place < room) {
                int at = (int) place * length;
                if (sample.length < at + length) {
                    sample = Arrays.copyOf(
                            sample, (int) Math.min((long) room * length, Math.max(at + length, 2L * sample.length)));
                }
                System.arraycopy(descriptors.values(), i * length, sample, at, length);
            }
        }
        pictures++;
    }

    Vocabulary learn() {
        int length = feature.local().length();
        int words = feature.words();
        int count = (int) Math.min(seen, room);
        if (count < words) {
            throw new ImageException("features: " + words + " words of " + feature.word()
                    + " need at least as many places to learn from, and the " + pictures + " pictures have " + count
                    + ": "
                    + (count < FEWEST_WORDS
                            ? "leave " + feature.word() + " away"
                            : "give more pictures, or ask for fewer words (" + feature.word() + ":words="
                                    + Math.max(FEWEST_WORDS, count / 10) + ")"));
        }
        float[] rows = Arrays.copyOf(sample, count * length);
        for (int i = 0; i < count; i++) {
            Vocabulary.root(rows, i * length, length);
        }
        return Matrices.scoped(() -> {
            Mat centres = new Mat();
            opencv_core.setRNGSeed((int) (seed ^ (seed >>> 32)));
            opencv_core.kmeans(
                    Matrices.of(count, length, rows),
                    words,
                    new Mat(),
                    new TermCriteria(TermCriteria.COUNT | TermCriteria.EPS, ROUNDS, CLOSE_ENOUGH),
                    1,
                    opencv_core.KMEANS_PP_CENTERS,
                    centres);
            return new Vocabulary(words, length, Matrices.floats(centres));
        });
    }
}
