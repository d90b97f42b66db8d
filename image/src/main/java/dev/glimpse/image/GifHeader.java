package dev.glimpse.image;

/**
 * The header of a GIF file.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF 89a</a>
 */
final class GifHeader {

    private GifHeader() {}

    static PictureInfo read(HeaderBytes bytes) {
        int depth = (bytes.u8(10) & 7) + 1;
        return new PictureInfo(
                PictureFormat.GIF, bytes.u16le(6), bytes.u16le(8), ColorModel.PALETTE, depth, Orientation.UPRIGHT);
    }
}
