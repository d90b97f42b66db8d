package dev.glimpse.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The first picture of a GIF file, decoded here: it is small work, and an animation's other frames are not touched.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF 89a</a>
 */
final class GifCodec {

    private static final int NOT_TRANSPARENT = -1;
    private static final int MAX_CODES = 4096;

    private final HeaderBytes bytes;
    private final PictureInfo info;
    private final MemorySegment pixels;
    private int transparent = NOT_TRANSPARENT;

    private GifCodec(HeaderBytes bytes, PictureInfo info, MemorySegment pixels) {
        this.bytes = bytes;
        this.info = info;
        this.pixels = pixels;
    }

    static Raster decode(HeaderBytes bytes, PictureInfo info, int background, Scratch scratch) {
        Raster raster = scratch.decoded.raster(info.height(), info.width(), 3);
        MemorySegment pixels = raster.block().segment();
        for (int i = 0; i < raster.size(); i += 3) {
            set(pixels, i, background);
        }
        new GifCodec(bytes, info, pixels).decode();
        return raster;
    }

    private static void set(MemorySegment pixels, long at, int color) {
        pixels.set(ValueLayout.JAVA_BYTE, at, (byte) (color >> 16));
        pixels.set(ValueLayout.JAVA_BYTE, at + 1, (byte) (color >> 8));
        pixels.set(ValueLayout.JAVA_BYTE, at + 2, (byte) color);
    }

    private void decode() {
        long at = 13 + tableBytes(bytes.u8(10));
        while (true) {
            switch (bytes.u8(at)) {
                case 0x21 -> at = extension(at);
                case 0x2C -> {
                    frame(at);
                    return;
                }
                case 0x3B -> throw bytes.damaged("it has no picture");
                default -> throw bytes.damaged("a block was expected at byte " + at);
            }
        }
    }

    private static long tableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
    }

    private long extension(long at) {
        if (bytes.u8(at + 1) == 0xF9 && bytes.u8(at + 2) >= 4) {
            transparent = (bytes.u8(at + 3) & 1) == 1 ? bytes.u8(at + 6) : NOT_TRANSPARENT;
        }
        long block = at + 2;
        while (bytes.u8(block) != 0) {
            block += 1 + bytes.u8(block);
        }
        return block + 1;
    }

    private void frame(long at) {
        int left = bytes.u16le(at + 1);
        int top = bytes.u16le(at + 3);
        int width = bytes.u16le(at + 5);
        int height = bytes.u16le(at + 7);
        int flags = bytes.u8(at + 9);
        if (width < 1 || height < 1 || left + width > info.width() || top + height > info.height()) {
            throw bytes.damaged("its first frame is not within the picture");
        }
        boolean local = (flags & 0x80) != 0;
        long table = local ? at + 10 : 13;
        int tableFlags = local ? flags : bytes.u8(10);
        if ((tableFlags & 0x80) == 0) {
            throw bytes.damaged("it has no colours");
        }
        byte[] indices = indices(at + 10 + tableBytes(flags), width * height);
        int colors = 1 << ((tableFlags & 7) + 1);
        int[] palette = new int[256];
        for (int i = 0; i < colors; i++) {
            palette[i] =
                    bytes.u8(table + 3L * i) << 16 | bytes.u8(table + 3L * i + 1) << 8 | bytes.u8(table + 3L * i + 2);
        }
        boolean interlaced = (flags & 0x40) != 0;
        for (int row = 0; row < height; row++) {
            int from = (interlaced ? interlacedRow(row, height) : row) * width;
            long to = ((long) (top + row) * info.width() + left) * 3;
            for (int column = 0; column < width; column++) {
                int index = indices[from + column] & 0xFF;
                if (index != transparent) {
                    set(pixels, to + 3L * column, palette[index]);
                }
            }
        }
    }

    /** Where row {@code row} is stored: every eighth row first, then those between, in three more passes. */
    private static int interlacedRow(int row, int height) {
        int eighths = (height + 7) / 8;
        int fourths = (height + 3) / 8;
        int halves = (height + 1) / 4;
        if (row % 8 == 0) {
            return row / 8;
        }
        if (row % 8 == 4) {
            return eighths + row / 8;
        }
        return row % 2 == 0 ? eighths + fourths + row / 4 : eighths + fourths + halves + row / 2;
    }

    /** The LZW codes of a frame, as indices into its colours. */
    private byte[] indices(long start, int count) {
        int symbolBits = bytes.u8(start);
        if (symbolBits < 2 || symbolBits > 8) {
            throw bytes.damaged("LZW codes of " + symbolBits + " bits");
        }
        int clear = 1 << symbolBits;
        int end = clear + 1;
        short[] prefix = new short[MAX_CODES];
        byte[] suffix = new byte[MAX_CODES];
        byte[] stack = new byte[MAX_CODES + 1];
        for (int i = 0; i < clear; i++) {
            suffix[i] = (byte) i;
        }
        Codes codes = new Codes(start + 1);
        byte[] indices = new byte[count];
        int next = end + 1;
        int width = symbolBits + 1;
        int previous = NOT_TRANSPARENT;
        int first = 0;
        int written = 0;
        while (written < count) {
            int code = codes.read(width);
            if (code == clear) {
                next = end + 1;
                width = symbolBits + 1;
                previous = NOT_TRANSPARENT;
                continue;
            }
            if (code == end || code > next || (previous == NOT_TRANSPARENT && code >= clear)) {
                throw bytes.error(
                        "truncated or damaged GIF: its data ends after " + written + " of " + count + " pixels");
            }
            int depth = 0;
            int symbol = code;
            if (code == next) {
                stack[depth++] = (byte) first;
                symbol = previous;
            }
            while (symbol >= clear) {
                stack[depth++] = suffix[symbol];
                symbol = prefix[symbol];
            }
            first = symbol;
            stack[depth++] = (byte) symbol;
            if (previous != NOT_TRANSPARENT && next < MAX_CODES) {
                prefix[next] = (short) previous;
                suffix[next] = (byte) first;
                next++;
                if (next == 1 << width && width < 12) {
                    width++;
                }
            }
            previous = code;
            while (depth > 0 && written < count) {
                indices[written++] = stack[--depth];
            }
        }
        return indices;
    }

    /** Codes of a varying number of bits, from blocks of at most 255 bytes. */
    private final class Codes {
        private long at;
        private int left;
        private int bits;
        private int available;

        Codes(long at) {
            this.at = at;
        }

        int read(int width) {
            while (available < width) {
                if (left == 0) {
                    left = bytes.u8(at++);
                    if (left == 0) {
                        throw bytes.error("truncated GIF: its data ends before the picture is full");
                    }
                }
                bits |= bytes.u8(at++) << available;
                left--;
                available += 8;
            }
            int code = bits & ((1 << width) - 1);
            bits >>>= width;
            available -= width;
            return code;
        }
    }
}
