package dev.glimpse.image;

/**
 * The header of a PNG file: its chunks up to the picture data. Of an animated one, the still picture.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">PNG, third edition</a>
 */
final class PngHeader {

    /** Deflate makes at most 1,032 bytes of one. */
    private static final long BYTES_PER_BYTE = 1032;

    private PngHeader() {}

    static PictureInfo read(HeaderBytes bytes) {
        if (bytes.u32be(8) != 13 || !bytes.is(12, "IHDR")) {
            throw bytes.damaged("it does not begin with a header chunk");
        }
        long width = bytes.u32be(16);
        long height = bytes.u32be(20);
        int depth = bytes.u8(24);
        int type = bytes.u8(25);
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw bytes.damaged("its header says " + width + " x " + height + " pixels");
        }
        boolean known =
                switch (type) {
                    case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
                    case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
                    case 2, 4, 6 -> depth == 8 || depth == 16;
                    default -> false;
                };
        if (!known || bytes.u8(26) != 0 || bytes.u8(27) != 0 || bytes.u8(28) > 1) {
            throw bytes.damaged("colour type " + type + " with " + depth + " bits is none that PNG has");
        }
        Orientation orientation = Orientation.UPRIGHT;
        long at = 33;
        while (!bytes.is(at + 4, "IDAT")) {
            long length = bytes.u32be(at);
            if (bytes.is(at + 4, "IEND") || length > Integer.MAX_VALUE) {
                throw bytes.damaged("it has no picture data");
            }
            if (bytes.is(at + 4, "eXIf")) {
                orientation = Exif.orientation(bytes, at + 8, at + 8 + length);
            }
            at += 12 + length;
            bytes.u8(at + 7);
        }
        ColorModel color =
                switch (type) {
                    case 0 -> ColorModel.GRAY;
                    case 2 -> ColorModel.RGB;
                    case 3 -> ColorModel.PALETTE;
                    case 4 -> ColorModel.GRAY_ALPHA;
                    default -> ColorModel.RGB_ALPHA;
                };
        long rowBytes = (width * color.channels() * depth + 7) / 8;
        if (rowBytes * height / BYTES_PER_BYTE > bytes.length()) {
            throw bytes.error("truncated: " + bytes.length() + " bytes cannot hold the " + width + " x " + height
                    + " pixels its header says");
        }
        return new PictureInfo(PictureFormat.PNG, (int) width, (int) height, color, depth, orientation);
    }
}
