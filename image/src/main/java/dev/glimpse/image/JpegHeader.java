package dev.glimpse.image;

/**
 * The header of a JPEG file: its segments up to the first scan.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 */
final class JpegHeader {

    /**
     * In the most a pixel can be compressed, a data unit of 64 numbers takes one bit in a progressive file, and with
     * colour at a quarter of the resolution six units make 256 pixels.
     */
    private static final long PIXELS_PER_BYTE = 512;

    /** An ordinary progressive file has about ten. */
    private static final int MAX_SCANS = 100;

    private JpegHeader() {}

    static PictureInfo read(HeaderBytes bytes) {
        Orientation orientation = Orientation.UPRIGHT;
        PictureInfo frame = null;
        boolean oriented = false;
        long at = 2;
        while (true) {
            if (bytes.u8(at) != 0xFF) {
                throw bytes.damaged("a segment was expected at byte " + at);
            }
            int marker = bytes.u8(at + 1);
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
                at += 2;
                continue;
            }
            if (marker == 0xDA || marker == 0xD9) {
                break;
            }
            int length = bytes.u16be(at + 2);
            if (length < 2) {
                throw bytes.damaged("a segment of length " + length + " at byte " + at);
            }
            if (isFrame(marker)) {
                if (frame != null) {
                    throw bytes.damaged("it has two frames");
                }
                frame = frame(bytes, at, marker);
            } else if (marker == 0xE1 && !oriented && bytes.is(at + 4, "Exif\0")) {
                orientation = Exif.orientation(bytes, at + 4, at + 2 + length);
                oriented = true;
            }
            at += 2 + length;
        }
        if (frame == null) {
            throw bytes.damaged("it has no frame before its first scan");
        }
        if (frame.pixels() / PIXELS_PER_BYTE > bytes.length()) {
            throw bytes.error("truncated: " + bytes.length() + " bytes cannot hold the " + frame.width() + " x "
                    + frame.height() + " pixels its header says");
        }
        return new PictureInfo(
                frame.format(), frame.width(), frame.height(), frame.color(), frame.bitDepth(), orientation);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static PictureInfo frame(HeaderBytes bytes, long at, int marker) {
        boolean lossless = (marker & 3) == 3;
        boolean hierarchical = marker >= 0xC5 && marker != 0xC9 && marker != 0xCA;
        int bits = bytes.u8(at + 4);
        if (lossless || hierarchical || bits != 8) {
            throw bytes.error("is a JPEG of a rare kind ("
                    + (lossless ? "lossless" : hierarchical ? "hierarchical" : bits + " bits")
                    + "); save it as an ordinary one");
        }
        int components = bytes.u8(at + 9);
        ColorModel color =
                switch (components) {
                    case 1 -> ColorModel.GRAY;
                    case 3 -> ColorModel.RGB;
                    case 4 -> ColorModel.CMYK;
                    default -> throw bytes.damaged("it has " + components + " colour components");
                };
        return new PictureInfo(
                PictureFormat.JPEG, bytes.u16be(at + 7), bytes.u16be(at + 5), color, bits, Orientation.UPRIGHT);
    }

    /**
     * Refuses a file that goes over its picture again and again: each scan takes a few bytes and as long as decoding
     * the picture. Only a progressive file, or one whose first scan lacks a component, is read beyond that.
     */
    static void requireFewScans(HeaderBytes bytes) {
        boolean several = false;
        int components = 0;
        long at = 2;
        while (bytes.u8(at + 1) != 0xDA) {
            int marker = bytes.u8(at + 1);
            boolean alone = marker == 0xFF || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
            if (isFrame(marker)) {
                several = marker == 0xC2 || marker == 0xCA;
                components = bytes.u8(at + 9);
            }
            at += marker == 0xFF ? 1 : alone ? 2 : 2 + bytes.u16be(at + 2);
        }
        if (!several && bytes.u8(at + 4) >= components) {
            return;
        }
        int scans = 0;
        for (; at + 1 < bytes.length(); at++) {
            if (bytes.u8(at) == 0xFF && bytes.u8(at + 1) == 0xDA && ++scans > MAX_SCANS) {
                throw bytes.error("is a JPEG of more than " + MAX_SCANS + " scans, which only a hostile one has");
            }
        }
    }
}
