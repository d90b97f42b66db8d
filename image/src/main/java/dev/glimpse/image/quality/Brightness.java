package dev.glimpse.image.quality;

import dev.glimpse.image.Picture;
import java.util.Arrays;

/**
 * How bright the pixels of a picture are: sqrt(0.241 R² + 0.691 G² + 0.068 B²) / 255 each.
 *
 * <p>What is under the root is kept in thousandths, a whole number, and counted by its integer part: so the pixel of any rank
 * is found without sorting them all.
 */
final class Brightness {

    private static final int THOUSANDTHS = 1000;

    private final int[] squares;
    private final int[] counts = new int[255 * 255 + 1];

    private Brightness(int[] squares) {
        this.squares = squares;
        for (int square : squares) {
            counts[square / THOUSANDTHS]++;
        }
    }

    static Brightness of(Picture picture) {
        byte[] pixels = picture.pixels();
        int channels = picture.channels();
        int[] squares = new int[pixels.length / channels];
        for (int i = 0, at = 0; i < squares.length; i++, at += channels) {
            int red = pixels[at] & 0xFF;
            int green = pixels[at + channels / 2] & 0xFF;
            int blue = pixels[at + channels - 1] & 0xFF;
            squares[i] = 241 * red * red + 691 * green * green + 68 * blue * blue;
        }
        return new Brightness(squares);
    }

    /** The brightness below which this many per cent of the pixels lie, interpolated linearly as NumPy does. */
    double percentile(double percent) {
        double place = percent / 100 * (squares.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, squares.length - 1);
        double lower = ofRank(below);
        return lower + (place - below) * (ofRank(above) - lower);
    }

    /** The brightness of the pixel that has so many darker ones. */
    private double ofRank(int rank) {
        int part = 0;
        int darker = 0;
        while (darker + counts[part] <= rank) {
            darker += counts[part++];
        }
        int from = part * THOUSANDTHS;
        int[] candidates = new int[counts[part]];
        int found = 0;
        for (int square : squares) {
            if (square >= from && square < from + THOUSANDTHS) {
                candidates[found++] = square;
            }
        }
        Arrays.sort(candidates);
        return Math.sqrt((double) candidates[rank - darker] / THOUSANDTHS) / 255;
    }
}
