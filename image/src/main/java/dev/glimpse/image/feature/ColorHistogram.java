package dev.glimpse.image.feature;

import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.image.opencv.Matrices;
import java.util.Locale;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Which colours a picture has, and how much of each: the share of its pixels in each box of colour space.
 *
 * <p>Each of the three channels is cut into {@code bins} equal parts. In {@code hsv} these are hue (0 to 180, half
 * degrees, as OpenCV has it), saturation and value (0 to 255); in {@code rgb} red, green and blue (0 to 255). Numbers
 * stand by the first channel, then the second, then the third. With {@code grid} 2 the picture is cut into 2 x 2 parts,
 * row by row, each with a histogram of its own. Each histogram sums to 1. A gray picture has three equal channels.
 *
 * <p>grid² · bins³ numbers from 0 to 1.
 *
 * @param space what the three channels are
 * @param bins parts that a channel is cut into, 2 to 32
 * @param grid parts that a side of the picture is cut into, 1 to 8
 * @param side what the longer side of the picture is shrunk to first, 16 to 4096 pixels
 * @see <a href="https://doi.org/10.1007/BF00130487">Swain and Ballard, Color indexing, 1991</a>
 */
public record ColorHistogram(Space space, int bins, int grid, int side) implements DirectFeature {

    private static final ColorHistogram STANDARD = new ColorHistogram(Space.HSV, 8, 1, Analysed.USUAL_SIDE);

    /** What three numbers a colour is told by. */
    public enum Space {
        /** Hue, saturation, value: the hue stays when the light gets weaker. */
        HSV,
        /** Red, green, blue. */
        RGB
    }

    public ColorHistogram {
        FeatureText.require(bins >= 2 && bins <= 32, "color-histogram", "bins", "2 to 32", bins);
        FeatureText.require(grid >= 1 && grid <= 8, "color-histogram", "grid", "1 to 8", grid);
        Analysed.requireSide("color-histogram", side);
    }

    /** Hue, saturation and value in eight parts each, of the whole picture: 512 numbers. */
    public static ColorHistogram standard() {
        return STANDARD;
    }

    /** In this space. */
    public ColorHistogram space(Space space) {
        return new ColorHistogram(space, bins, grid, side);
    }

    /** With each channel in so many parts. */
    public ColorHistogram bins(int bins) {
        return new ColorHistogram(space, bins, grid, side);
    }

    /** With a histogram of each of grid x grid parts of the picture. */
    public ColorHistogram grid(int grid) {
        return new ColorHistogram(space, bins, grid, side);
    }

    static ColorHistogram read(FeatureText text) {
        String space = text.choice("space", "hsv");
        return new ColorHistogram(
                switch (space) {
                    case "hsv" -> Space.HSV;
                    case "rgb" -> Space.RGB;
                    default ->
                        throw new ImageException(
                                "features: space of color-histogram is hsv or rgb, got \"" + space + "\"");
                },
                text.number("bins", STANDARD.bins),
                text.number("grid", STANDARD.grid),
                text.number("side", STANDARD.side));
    }

    @Override
    public int length() {
        return grid * grid * bins * bins * bins;
    }

    @Override
    public String word() {
        return "color-histogram";
    }

    @Override
    public String text() {
        return FeatureText.write(
                word(),
                "space",
                space.name().toLowerCase(Locale.ROOT),
                "hsv",
                "bins",
                bins,
                STANDARD.bins,
                "grid",
                grid,
                STANDARD.grid,
                "side",
                side,
                STANDARD.side);
    }

    @Override
    public float[] describe(Picture picture) {
        Picture seen = Analysed.atMost(side, picture).rgb();
        byte[] pixels =
                switch (space) {
                    case RGB -> seen.pixels();
                    case HSV -> hsv(seen);
                };
        int[] firstBins = partsOf(space == Space.HSV ? 180 : 256);
        int[] otherBins = partsOf(256);
        float[] counts = new float[length()];
        int[] pixelsInCell = new int[grid * grid];
        for (int y = 0, at = 0; y < seen.height(); y++) {
            for (int x = 0; x < seen.width(); x++, at += 3) {
                int cell = y * grid / seen.height() * grid + x * grid / seen.width();
                int bin = (firstBins[pixels[at] & 0xFF] * bins + otherBins[pixels[at + 1] & 0xFF]) * bins
                        + otherBins[pixels[at + 2] & 0xFF];
                counts[cell * bins * bins * bins + bin]++;
                pixelsInCell[cell]++;
            }
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] /= Math.max(1, pixelsInCell[i / (bins * bins * bins)]);
        }
        return counts;
    }

    private static byte[] hsv(Picture rgb) {
        return Matrices.scoped(() -> {
            Mat hsv = new Mat();
            opencv_imgproc.cvtColor(Matrices.of(rgb), hsv, opencv_imgproc.COLOR_RGB2HSV);
            return Matrices.bytes(hsv);
        });
    }

    /** The part that each value below {@code range} falls into. */
    private int[] partsOf(int range) {
        int[] parts = new int[256];
        for (int value = 0; value < 256; value++) {
            parts[value] = Math.min(value * bins / range, bins - 1);
        }
        return parts;
    }
}
