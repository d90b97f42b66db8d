package dev.glimpse.image.quality;

import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What tells pictures that look the same: 64 bits that stay when a picture is resized, encoded again or lit a little
 * otherwise.
 *
 * <p>It is the pHash of Python's ImageHash with its usual size of 8: the gray picture squashed to 32 x 32 (Lanczos), its
 * cosine transform, and of the 8 x 8 lowest frequencies whether each is above their median. Numbers nearer to 0 than a
 * millionth are 0, so that a picture of one colour has one hash, whatever the rounding.
 *
 * @param bits row by row, the lowest frequency first, in the highest bit
 * @see <a href="https://github.com/JohannesBuchner/imagehash">ImageHash</a>
 */
public record PerceptualHash(long bits) {

    private static final int SIDE = 32;
    private static final int KEPT = 8;
    private static final double ZERO = 1e-6;
    private static final double[][] COSINES = cosines();

    /** The hash of a picture. */
    public static PerceptualHash of(Picture picture) {
        double[] low = lowFrequencies(
                Resize.to(SIDE, SIDE).lanczos().apply(picture.gray()).pixels());
        double[] sorted = low.clone();
        Arrays.sort(sorted);
        double median = (sorted[low.length / 2 - 1] + sorted[low.length / 2]) / 2;
        long bits = 0;
        for (double value : low) {
            bits = bits << 1 | (value > median ? 1 : 0);
        }
        return new PerceptualHash(bits);
    }

    /** In how many of the 64 bits two pictures differ: 0 for the same look, about 32 for two that have nothing in common. */
    public int distance(PerceptualHash other) {
        return Long.bitCount(bits ^ other.bits);
    }

    /** The hash in 16 hexadecimal digits, as ImageHash prints it. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(bits);
    }

    private static double[] lowFrequencies(byte[] pixels) {
        double[][] down = new double[KEPT][SIDE];
        for (int frequency = 0; frequency < KEPT; frequency++) {
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    down[frequency][x] += COSINES[frequency][y] * (pixels[y * SIDE + x] & 0xFF);
                }
            }
        }
        double[] low = new double[KEPT * KEPT];
        for (int row = 0; row < KEPT; row++) {
            for (int column = 0; column < KEPT; column++) {
                double sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += COSINES[column][x] * down[row][x];
                }
                low[row * KEPT + column] = Math.abs(4 * sum) < ZERO ? 0 : 4 * sum;
            }
        }
        return low;
    }

    private static double[][] cosines() {
        double[][] cosines = new double[KEPT][SIDE];
        for (int frequency = 0; frequency < KEPT; frequency++) {
            for (int place = 0; place < SIDE; place++) {
                cosines[frequency][place] = Math.cos(Math.PI * frequency * (2 * place + 1) / (2 * SIDE));
            }
        }
        return cosines;
    }
}
