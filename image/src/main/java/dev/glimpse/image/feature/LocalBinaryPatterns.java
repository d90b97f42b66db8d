package dev.glimpse.image.feature;

import dev.glimpse.image.Picture;

/**
 * Local binary patterns: the texture, as the share of pixels whose eight neighbours are brighter and darker in each way.
 *
 * <p>Eight places on a circle about each pixel of the gray picture, counter-clockwise from the right, are compared with
 * it: one that is as bright or brighter gives a 1. Places between pixels are interpolated bilinearly; outside of the
 * picture it is black. Of the 256 patterns the 58 with at most two changes between 0 and 1 around the circle ("uniform")
 * each have a number, in the order of their value (the place at the right is the lowest bit); the 59th number counts all
 * others. With {@code grid} 2 the picture is cut into 2 x 2 parts, row by row, each with 59 numbers of its own. The
 * numbers of a part sum to 1.
 *
 * <p>grid² · 59 numbers from 0 to 1.
 *
 * @param radius of the circle in pixels, 1 to 16
 * @param grid parts that a side of the picture is cut into, 1 to 16
 * @param side what the longer side of the picture is shrunk to first, 16 to 4096 pixels
 * @see <a href="https://doi.org/10.1109/TPAMI.2002.1017623">Ojala, Pietikäinen and Mäenpää, Multiresolution gray-scale
 *     and rotation invariant texture classification with local binary patterns, 2002</a>
 */
public record LocalBinaryPatterns(int radius, int grid, int side) implements DirectFeature {

    private static final LocalBinaryPatterns STANDARD = new LocalBinaryPatterns(1, 4, Analysed.USUAL_SIDE);
    private static final int POINTS = 8;
    private static final int PATTERNS = 59;
    private static final int[] PATTERN_OF_CODE = patterns();

    /** An interpolated number this little below the pixel's own is the same but for rounding. */
    private static final double ROUNDING = 1e-9;

    public LocalBinaryPatterns {
        FeatureText.require(radius >= 1 && radius <= 16, "lbp", "radius", "1 to 16 pixels", radius);
        FeatureText.require(grid >= 1 && grid <= 16, "lbp", "grid", "1 to 16", grid);
        Analysed.requireSide("lbp", side);
    }

    /** A circle of radius 1 and 4 x 4 parts: 944 numbers. */
    public static LocalBinaryPatterns standard() {
        return STANDARD;
    }

    /** With circles of this radius. */
    public LocalBinaryPatterns radius(int radius) {
        return new LocalBinaryPatterns(radius, grid, side);
    }

    /** With a histogram of each of grid x grid parts of the picture. */
    public LocalBinaryPatterns grid(int grid) {
        return new LocalBinaryPatterns(radius, grid, side);
    }

    static LocalBinaryPatterns read(FeatureText text) {
        return new LocalBinaryPatterns(
                text.number("radius", STANDARD.radius),
                text.number("grid", STANDARD.grid),
                text.number("side", STANDARD.side));
    }

    @Override
    public int length() {
        return grid * grid * PATTERNS;
    }

    @Override
    public String word() {
        return "lbp";
    }

    @Override
    public String text() {
        return FeatureText.write(
                word(), "radius", radius, STANDARD.radius, "grid", grid, STANDARD.grid, "side", side, STANDARD.side);
    }

    @Override
    public float[] describe(Picture picture) {
        Picture seen = Analysed.atMost(side, picture).gray();
        int[] codes = codes(seen);
        float[] counts = new float[length()];
        int[] pixelsInCell = new int[grid * grid];
        for (int y = 0, at = 0; y < seen.height(); y++) {
            for (int x = 0; x < seen.width(); x++, at++) {
                int cell = y * grid / seen.height() * grid + x * grid / seen.width();
                counts[cell * PATTERNS + PATTERN_OF_CODE[codes[at]]]++;
                pixelsInCell[cell]++;
            }
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] /= Math.max(1, pixelsInCell[i / PATTERNS]);
        }
        return counts;
    }

    /** The pattern of each pixel of a gray picture, row by row, as a number of eight bits. */
    int[] codes(Picture gray) {
        int height = gray.height();
        int width = gray.width();
        byte[] pixels = gray.pixels();
        int[] codes = new int[height * width];
        for (int point = 0; point < POINTS; point++) {
            double angle = 2 * Math.PI * point / POINTS;
            double down = rounded(-radius * Math.sin(angle));
            double right = rounded(radius * Math.cos(angle));
            int top = (int) Math.floor(down);
            int left = (int) Math.floor(right);
            int lower = (int) Math.ceil(down);
            int farther = (int) Math.ceil(right);
            double dy = down - top;
            double dx = right - left;
            for (int y = 0, at = 0; y < height; y++) {
                for (int x = 0; x < width; x++, at++) {
                    double above = (1 - dx) * pixel(pixels, height, width, y + top, x + left)
                            + dx * pixel(pixels, height, width, y + top, x + farther);
                    double below = (1 - dx) * pixel(pixels, height, width, y + lower, x + left)
                            + dx * pixel(pixels, height, width, y + lower, x + farther);
                    double there = (1 - dy) * above + dy * below;
                    if (there >= (pixels[at] & 0xFF) - ROUNDING) {
                        codes[at] |= 1 << point;
                    }
                }
            }
        }
        return codes;
    }

    private static int pixel(byte[] pixels, int height, int width, int y, int x) {
        return y < 0 || y >= height || x < 0 || x >= width ? 0 : pixels[y * width + x] & 0xFF;
    }

    /** To five decimals, so that the places straight above and beside a pixel are pixels. */
    private static double rounded(double place) {
        return Math.rint(place * 1e5) / 1e5;
    }

    private static int[] patterns() {
        int[] patterns = new int[1 << POINTS];
        int next = 0;
        for (int code = 0; code < patterns.length; code++) {
            int turned = (code >> 1) | (code & 1) << (POINTS - 1);
            patterns[code] = Integer.bitCount(code ^ turned) <= 2 ? next++ : PATTERNS - 1;
        }
        return patterns;
    }
}
