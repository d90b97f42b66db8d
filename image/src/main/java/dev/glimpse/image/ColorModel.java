package dev.glimpse.image;

/** What the numbers of a stored pixel mean. */
public enum ColorModel {
    GRAY(1),
    GRAY_ALPHA(2),
    RGB(3),
    RGB_ALPHA(4),
    /** An index into a table of colours, some of which may be transparent. */
    PALETTE(1),
    /** Four inks, stored as they are or as YCCK. */
    CMYK(4);

    private final int channels;

    ColorModel(int channels) {
        this.channels = channels;
    }

    /** How many numbers a stored pixel has. */
    public int channels() {
        return channels;
    }

    /** How many channels a {@link Picture} has that keeps the colours of this model: 1 for gray, 3 for all others. */
    public int pictureChannels() {
        return this == GRAY || this == GRAY_ALPHA ? 1 : 3;
    }
}
