package dev.glimpse.image;

/** The header of a Windows bitmap: a file header of 14 bytes and one of seven information headers. */
final class BmpHeader {

    private static final int UNCOMPRESSED = 0;
    private static final int RUN_LENGTH_8 = 1;
    private static final int RUN_LENGTH_4 = 2;
    private static final int BIT_FIELDS = 3;

    private BmpHeader() {}

    static PictureInfo read(HeaderBytes bytes) {
        long header = bytes.u32le(14);
        boolean core = header == 12;
        if (!core && (header < 40 || header > 124)) {
            throw bytes.damaged("it has an information header of " + header + " bytes");
        }
        int width = core ? bytes.u16le(18) : bytes.i32le(18);
        int height = core ? bytes.u16le(20) : bytes.i32le(22);
        int bits = bytes.u16le(core ? 24 : 28);
        int compression = core ? UNCOMPRESSED : bytes.i32le(30);
        if (width < 1 || height == 0 || height == Integer.MIN_VALUE) {
            throw bytes.damaged("its header says " + width + " x " + height + " pixels");
        }
        height = Math.abs(height);
        boolean known =
                switch (compression) {
                    case UNCOMPRESSED -> bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
                    case RUN_LENGTH_8 -> bits == 8;
                    case RUN_LENGTH_4 -> bits == 4;
                    case BIT_FIELDS -> bits == 16 || bits == 32;
                    default -> false;
                };
        if (!known) {
            throw bytes.error("is a BMP of a rare kind (" + bits + " bits, compression " + compression
                    + "); save it as PNG or JPEG");
        }
        long data = bytes.u32le(10);
        boolean stored = compression == UNCOMPRESSED || compression == BIT_FIELDS;
        long rowBytes = ((long) width * bits + 31) / 32 * 4;
        if (data >= bytes.length() || (stored && data + rowBytes * height > bytes.length())) {
            throw bytes.error("truncated: " + bytes.length() + " bytes cannot hold the " + width + " x " + height
                    + " pixels its header says");
        }
        ColorModel color = bits <= 8 ? ColorModel.PALETTE : ColorModel.RGB;
        return new PictureInfo(
                PictureFormat.BMP, width, height, color, bits <= 8 ? bits : bits == 16 ? 5 : 8, Orientation.UPRIGHT);
    }
}
