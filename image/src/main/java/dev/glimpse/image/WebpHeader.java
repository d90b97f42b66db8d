package dev.glimpse.image;

/**
 * The header of a WebP file, lossy, lossless or extended.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649</a>
 */
final class WebpHeader {

    private static final int ALPHA = 0x10;
    private static final int EXIF = 0x08;
    private static final int MAX_CHUNKS = 100_000;

    private WebpHeader() {}

    static PictureInfo read(HeaderBytes bytes) {
        if (bytes.u32le(4) + 8 > bytes.length()) {
            throw bytes.error("truncated: it has " + bytes.length() + " bytes of " + (bytes.u32le(4) + 8));
        }
        if (bytes.is(12, "VP8 ")) {
            if (bytes.u24le(23) != 0x2A019D) {
                throw bytes.damaged("its frame does not begin as one");
            }
            return info(bytes.u16le(26) & 0x3FFF, bytes.u16le(28) & 0x3FFF, ColorModel.RGB, Orientation.UPRIGHT);
        }
        if (bytes.is(12, "VP8L")) {
            if (bytes.u8(20) != 0x2F) {
                throw bytes.damaged("its frame does not begin as one");
            }
            long bits = bytes.u32le(21);
            ColorModel color = (bits >> 28 & 1) == 1 ? ColorModel.RGB_ALPHA : ColorModel.RGB;
            return info((int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1, color, Orientation.UPRIGHT);
        }
        if (bytes.is(12, "VP8X")) {
            int flags = bytes.u8(20);
            Orientation orientation = (flags & EXIF) == 0 ? Orientation.UPRIGHT : exif(bytes);
            ColorModel color = (flags & ALPHA) == 0 ? ColorModel.RGB : ColorModel.RGB_ALPHA;
            return info(bytes.u24le(24) + 1, bytes.u24le(27) + 1, color, orientation);
        }
        throw bytes.damaged("its first chunk is none that WebP has");
    }

    private static PictureInfo info(int width, int height, ColorModel color, Orientation orientation) {
        return new PictureInfo(PictureFormat.WEBP, width, height, color, 8, orientation);
    }

    private static Orientation exif(HeaderBytes bytes) {
        long at = 12;
        for (int i = 0; i < MAX_CHUNKS && at + 8 <= bytes.length(); i++) {
            long length = bytes.u32le(at + 4);
            if (bytes.is(at, "EXIF")) {
                return Exif.orientation(bytes, at + 8, at + 8 + length);
            }
            at += 8 + length + (length & 1);
        }
        return Orientation.UPRIGHT;
    }
}
