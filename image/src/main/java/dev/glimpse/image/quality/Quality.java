package dev.glimpse.image.quality;

import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * How good a picture is by itself: a score from 0, bad, to 1 for each {@link Check}.
 *
 * <p>The definitions are cleanvision's, with Pillow's arithmetic. Brightness of a pixel is
 * sqrt(0.241 R² + 0.691 G² + 0.068 B²) / 255.
 *
 * @param dark the 99th percentile of the pixels' brightness
 * @param light 1 less the 5th percentile
 * @param oddAspectRatio the shorter side divided by the longer one
 * @param lowInformation a tenth of the entropy in bits of the histogram of all channels together, at most 1
 * @param blurry how much edges vary and brightnesses spread, after the longer side was shrunk to 64 pixels
 * @param grayscale 0 for a picture with one channel, 1 for one with colour
 */
public record Quality(
        double dark, double light, double oddAspectRatio, double lowInformation, double blurry, double grayscale) {

    private static final int BLUR_SIDE = 64;
    private static final double BLUR_FACTOR = 0.01;
    private static final double SPREAD_THRESHOLD = 0.18;

    /** The scores of a picture. */
    public static Quality of(Picture picture) {
        Brightness brightness = Brightness.of(picture);
        double width = picture.width();
        double height = picture.height();
        return new Quality(
                brightness.percentile(99),
                1 - brightness.percentile(5),
                Math.min(width / height, height / width),
                Math.min(1, 0.1 * entropy(picture)),
                sharpness(picture),
                picture.channels() == 1 ? 0 : 1);
    }

    /** The score in a check. */
    public double score(Check check) {
        return switch (check) {
            case DARK -> dark;
            case LIGHT -> light;
            case ODD_ASPECT_RATIO -> oddAspectRatio;
            case LOW_INFORMATION -> lowInformation;
            case BLURRY -> blurry;
            case GRAYSCALE -> grayscale;
        };
    }

    /** The checks that the picture fails: those whose score is below their threshold. */
    public Set<Check> problems() {
        Set<Check> problems = EnumSet.noneOf(Check.class);
        for (Check check : Check.values()) {
            if (score(check) < check.threshold()) {
                problems.add(check);
            }
        }
        return problems;
    }

    private static double entropy(Picture picture) {
        byte[] pixels = picture.pixels();
        int channels = picture.channels();
        int[] counts = new int[256 * channels];
        for (int channel = 0; channel < channels; channel++) {
            for (int i = channel; i < pixels.length; i += channels) {
                counts[channel * 256 + (pixels[i] & 0xFF)]++;
            }
        }
        double entropy = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / pixels.length;
                entropy -= share * Math.log(share) / Math.log(2);
            }
        }
        return entropy;
    }

    private static double sharpness(Picture picture) {
        Picture gray = shrunk(picture).gray();
        byte[] pixels = gray.pixels();
        double edges = decaying(Math.sqrt(variance(edges(gray, pixels))));
        double[] histogram = new double[256];
        for (byte pixel : pixels) {
            histogram[pixel & 0xFF]++;
        }
        double spread = decaying(Math.sqrt(variance(histogram)));
        return Math.min(1, edges + (spread <= SPREAD_THRESHOLD ? 0 : spread));
    }

    private static double decaying(double value) {
        return 1 - Math.exp(-value * BLUR_FACTOR);
    }

    /** Cleanvision divides by the ratio and drops the fraction, with Pillow's usual filter. */
    private static Picture shrunk(Picture picture) {
        double ratio = (double) Math.max(picture.width(), picture.height()) / BLUR_SIDE;
        if (ratio <= 1) {
            return picture;
        }
        int width = Math.max(1, (int) Math.floor(picture.width() / ratio));
        int height = Math.max(1, (int) Math.floor(picture.height() / ratio));
        return Resize.to(height, width).bicubic().apply(picture);
    }

    /** Pillow's FIND_EDGES: 8 times the pixel less its neighbours, clipped to 0 to 255; pixels at the edge stay. */
    private static double[] edges(Picture gray, byte[] pixels) {
        int height = gray.height();
        int width = gray.width();
        double[] edges = new double[pixels.length];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                int here = pixels[at] & 0xFF;
                if (y == 0 || x == 0 || y == height - 1 || x == width - 1) {
                    edges[at] = here;
                    continue;
                }
                int sum = 9 * here;
                for (int row = at - width; row <= at + width; row += width) {
                    sum -= (pixels[row - 1] & 0xFF) + (pixels[row] & 0xFF) + (pixels[row + 1] & 0xFF);
                }
                edges[at] = Math.clamp(sum, 0, 255);
            }
        }
        return edges;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / values.length;
    }
}
