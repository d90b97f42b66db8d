package dev.glimpse.image.quality;

import java.util.Arrays;

/**
 * The sizes that are usual in a set of pictures, by which one of an odd size is told.
 *
 * <p>The size of a picture is sqrt(width · height). Usual is what lies between the first quartile less three times the
 * distance of the quartiles, and the third quartile plus as much: cleanvision's rule.
 *
 * @param least the smallest usual size; may be negative
 * @param most the largest usual size
 */
public record UsualSize(double least, double most) {

    private static final double QUARTILE_DISTANCES = 3;

    /** The size of a picture as it counts here. */
    public static double size(int height, int width) {
        return Math.sqrt(width) * Math.sqrt(height);
    }

    /**
     * What is usual among these sizes.
     *
     * @param sizes as {@link #size} gives them, 1 or more
     */
    public static UsualSize among(double... sizes) {
        if (sizes.length == 0) {
            throw new IllegalArgumentException("there is no usual size among no pictures");
        }
        double[] sorted = sizes.clone();
        Arrays.sort(sorted);
        double first = Percentile.of(sorted, 25);
        double third = Percentile.of(sorted, 75);
        double reach = QUARTILE_DISTANCES * (third - first);
        return new UsualSize(first - reach, third + reach);
    }

    /** From 0 to 1: 1 in the middle of what is usual, less the further from it. */
    public double score(double size) {
        double middle = (least + most) / 2;
        double range = most > least ? most - least : middle;
        return 1 - Math.clamp(Math.abs(size - middle) / range, 0.0, 1.0);
    }

    /** What a score has to reach: 0.5, or 1 if all usual pictures have one size. */
    public double threshold() {
        return most > least ? 0.5 : 1;
    }

    /** Whether a picture of this size is an odd one. */
    public boolean isOdd(double size) {
        return score(size) < threshold();
    }
}
