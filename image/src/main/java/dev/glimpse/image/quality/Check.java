package dev.glimpse.image.quality;

/**
 * A way in which a picture by itself can be bad.
 *
 * <p>Each has a score from 0 to 1, low when it is bad, and a threshold: a picture fails the check if its score is below it.
 *
 * @see <a href="https://github.com/cleanlab/cleanvision">cleanvision</a>, whose definitions and default thresholds these are
 */
public enum Check {
    /** Even the brightest pixels are dark. */
    DARK("dark", 0.32),
    /** Even the darkest pixels are bright. */
    LIGHT("light", 0.05),
    /** Much wider than high, or much higher than wide. */
    ODD_ASPECT_RATIO("odd aspect ratio", 0.35),
    /** Hardly any detail: the brightnesses of its pixels are nearly all the same. */
    LOW_INFORMATION("low information", 0.3),
    /** No sharp edges. */
    BLURRY("blurry", 0.29),
    /** Without colour, as its file says; the score is 0 or 1. */
    GRAYSCALE("grayscale", 0.5);

    private final String label;
    private final double threshold;

    Check(String label, double threshold) {
        this.label = label;
        this.threshold = threshold;
    }

    /** What a score has to reach. */
    public double threshold() {
        return threshold;
    }

    /** The word for it in reports: {@code odd aspect ratio}. */
    @Override
    public String toString() {
        return label;
    }
}
