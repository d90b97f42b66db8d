package dev.glimpse.image;

/** Transparent pixels over a background. */
final class Alpha {

    private Alpha() {}

    /** A value of this opacity, 0 to 255, over another one, rounded as Pillow's {@code paste} does. */
    static int over(int value, int behind, int alpha) {
        int sum = value * alpha + behind * (255 - alpha) + 128;
        return (sum + (sum >> 8)) >> 8;
    }
}
