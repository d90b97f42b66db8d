package dev.glimpse.image.feature;

import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;

/** The size in which pictures are looked at, so that photographs of any resolution are described alike and in bounded time. */
final class Analysed {

    /** What the longer side is shrunk to unless told. */
    static final int USUAL_SIDE = 256;

    private Analysed() {}

    /** The picture with its longer side at most this long, proportions kept; smaller pictures stay as they are. */
    static Picture atMost(int side, Picture picture) {
        int longer = Math.max(picture.height(), picture.width());
        if (longer <= side) {
            return picture;
        }
        int height = Math.max(1, Math.round((float) picture.height() * side / longer));
        int width = Math.max(1, Math.round((float) picture.width() * side / longer));
        return Resize.to(height, width).apply(picture);
    }

    static void requireSide(String word, int side) {
        if (side < 16 || side > 4096) {
            throw new ImageException("features: side of " + word + " is 16 to 4096 pixels, got " + side);
        }
    }
}
