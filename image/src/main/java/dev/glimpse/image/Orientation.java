package dev.glimpse.image;

/**
 * How a stored picture has to be turned to stand upright: the eight values of EXIF's tag 274, in its order.
 *
 * @see <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">Exif 3.0, 4.6.5.1.6</a>
 */
public enum Orientation {
    UPRIGHT(1),
    MIRRORED(2),
    ROTATED_180(3),
    FLIPPED(4),
    TRANSPOSED(5),
    ROTATED_90(6),
    TRANSVERSED(7),
    ROTATED_270(8);

    private final int exif;

    Orientation(int exif) {
        this.exif = exif;
    }

    /** The orientation with this EXIF value; any value but 1 to 8 means upright, as other readers take it. */
    public static Orientation ofExif(int value) {
        return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
    }

    /** The EXIF value, 1 to 8. */
    public int exif() {
        return exif;
    }

    /** Whether the left edge of the upright picture is stored at the end of its axis. */
    boolean mirrorsColumns() {
        return this == MIRRORED || this == ROTATED_180 || this == ROTATED_90 || this == TRANSVERSED;
    }

    /** Whether the top edge of the upright picture is stored at the end of its axis. */
    boolean mirrorsRows() {
        return this == FLIPPED || this == ROTATED_180 || this == ROTATED_270 || this == TRANSVERSED;
    }

    /** Whether width and height change places when the picture is turned upright. */
    public boolean swapsSides() {
        return exif >= 5;
    }
}
