package dev.glimpse.image;

/**
 * What the header of a picture file says, without a pixel decoded.
 *
 * @param format the kind of file, from its content
 * @param width pixels from left to right as stored, 1 or more
 * @param height pixels from top to bottom as stored, 1 or more
 * @param color what the numbers of a stored pixel mean
 * @param bitDepth bits per number: 1 to 16
 * @param orientation how the stored picture has to be turned
 */
public record PictureInfo(
        PictureFormat format, int width, int height, ColorModel color, int bitDepth, Orientation orientation) {

    /** The width of the picture when it stands upright. */
    public int uprightWidth() {
        return orientation.swapsSides() ? height : width;
    }

    /** The height of the picture when it stands upright. */
    public int uprightHeight() {
        return orientation.swapsSides() ? width : height;
    }

    /** How many channels the picture has when it is read as it is: 1 for gray, 3 for colour. */
    public int channels() {
        return color.pictureChannels();
    }

    /** How many pixels the picture has. */
    public long pixels() {
        return (long) width * height;
    }
}
