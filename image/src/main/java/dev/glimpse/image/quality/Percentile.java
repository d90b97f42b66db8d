package dev.glimpse.image.quality;

/** The number below which a share of others lies. */
final class Percentile {

    private Percentile() {}

    /** Interpolated linearly between the two nearest of the sorted numbers, as NumPy does. */
    static double of(double[] sorted, double percent) {
        double place = percent / 100 * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
