package dev.glimpse.image;

/**
 * The orientation in a block of EXIF data, which is a small TIFF file within another file.
 *
 * <p>A damaged block says upright: it is not worth a picture.
 */
final class Exif {

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;

    private Exif() {}

    /** The orientation in the block from {@code start} to {@code end}, which may begin with {@code Exif\0\0}. */
    static Orientation orientation(HeaderBytes bytes, long start, long end) {
        long base = bytes.is(start, "Exif\0") ? start + 6 : start;
        long limit = Math.min(end, bytes.length());
        if (base + 8 > limit || (!bytes.is(base, "II*\0") && !bytes.is(base, "MM\0*"))) {
            return Orientation.UPRIGHT;
        }
        boolean little = bytes.u8(base) == 'I';
        long directory = base + (little ? bytes.u32le(base + 4) : bytes.u32be(base + 4));
        if (directory < base || directory + 2 > limit) {
            return Orientation.UPRIGHT;
        }
        int entries = little ? bytes.u16le(directory) : bytes.u16be(directory);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            if (entry + 12 > limit) {
                return Orientation.UPRIGHT;
            }
            int tag = little ? bytes.u16le(entry) : bytes.u16be(entry);
            int type = little ? bytes.u16le(entry + 2) : bytes.u16be(entry + 2);
            if (tag == ORIENTATION && type == SHORT) {
                return Orientation.ofExif(little ? bytes.u16le(entry + 8) : bytes.u16be(entry + 8));
            }
        }
        return Orientation.UPRIGHT;
    }
}
