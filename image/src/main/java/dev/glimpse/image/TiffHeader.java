package dev.glimpse.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The header of a TIFF file: the directory of its first page.
 *
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0</a>
 */
final class TiffHeader {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;

    private final HeaderBytes bytes;
    private final boolean little;
    private final Map<Integer, Long> entries = new HashMap<>();

    private TiffHeader(HeaderBytes bytes) {
        this.bytes = bytes;
        this.little = bytes.u8(0) == 'I';
        long directory = u32(4);
        int count = u16(directory);
        for (int i = 0; i < count; i++) {
            long entry = directory + 2 + 12L * i;
            bytes.u8(entry + 11);
            entries.putIfAbsent(u16(entry), entry);
        }
    }

    static PictureInfo read(HeaderBytes bytes) {
        return new TiffHeader(bytes).info();
    }

    /**
     * Lets the file say that it is upright: OpenCV turns TIFF pictures, and no others, whatever it is told.
     *
     * @param file the same bytes, to be written to
     */
    static void forgetOrientation(HeaderBytes bytes, ByteBuffer file) {
        TiffHeader header = new TiffHeader(bytes);
        Long entry = header.entries.get(ORIENTATION);
        if (entry != null) {
            file.duplicate()
                    .order(header.little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                    .putShort(Math.toIntExact(entry + 8), (short) 1);
        }
    }

    private PictureInfo info() {
        long width = required(WIDTH, "width");
        long height = required(HEIGHT, "height");
        if (width > 0xFFFFFF || height > 0xFFFFFF) {
            throw bytes.damaged("its header says " + width + " x " + height + " pixels");
        }
        long samples = value(SAMPLES, 1);
        long bits = value(BITS, 1);
        long format = value(SAMPLE_FORMAT, 1);
        int compression = (int) Math.min(value(COMPRESSION, 1), Integer.MAX_VALUE);
        boolean compressionKnown =
                switch (compression) {
                    case 1, 2, 3, 4, 5, 7, 8, 32773, 32946 -> true;
                    default -> false;
                };
        if (!compressionKnown || format != 1 || !(bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16)) {
            throw bytes.error("is a TIFF of a rare kind (" + bits + " bits, sample format " + format + ", compression "
                    + compression + "); save it as PNG or JPEG");
        }
        requireStorage(width, height, samples, bits, compression);
        return new PictureInfo(
                PictureFormat.TIFF, (int) width, (int) height, color(samples), (int) bits, Orientation.ofExif((int)
                        Math.min(value(ORIENTATION, 1), 9)));
    }

    private ColorModel color(long samples) {
        boolean alpha = entries.containsKey(EXTRA_SAMPLES) && value(EXTRA_SAMPLES, 0) != 0;
        int photometric = (int) Math.min(value(PHOTOMETRIC, 1), Integer.MAX_VALUE);
        boolean fits =
                switch (photometric) {
                    case 0, 1 -> samples == 1;
                    case 2 -> samples == 3 || samples == 4;
                    case 3 -> samples == 1;
                    case 5 -> samples == 4;
                    case 6 -> samples == 3;
                    default -> false;
                };
        if (!fits) {
            throw bytes.error("is a TIFF of a rare kind (photometric " + photometric + ", " + samples
                    + " samples a pixel); save it as PNG or JPEG");
        }
        return switch (photometric) {
            case 0, 1 -> ColorModel.GRAY;
            case 3 -> ColorModel.PALETTE;
            case 5 -> ColorModel.CMYK;
            default -> samples == 4 && alpha ? ColorModel.RGB_ALPHA : ColorModel.RGB;
        };
    }

    private void requireStorage(long width, long height, long samples, long bits, int compression) {
        boolean tiled = entries.containsKey(TILE_OFFSETS);
        if (!tiled && !entries.containsKey(STRIP_OFFSETS)) {
            throw bytes.damaged("it has neither strips nor tiles");
        }
        if (tiled) {
            long tileWidth = required(TILE_WIDTH, "tile width");
            long tileHeight = required(TILE_HEIGHT, "tile height");
            if (tileWidth < 1 || tileHeight < 1 || tileWidth > width + 4096 || tileHeight > height + 4096) {
                throw bytes.damaged("tiles of " + tileWidth + " x " + tileHeight + " pixels");
            }
        }
        long stored = (width * samples * bits + 7) / 8 * height;
        if (compression == 1 && stored > bytes.length()) {
            throw bytes.error("truncated: " + bytes.length() + " bytes cannot hold the " + width + " x " + height
                    + " pixels its header says");
        }
    }

    private long required(int tag, String what) {
        if (!entries.containsKey(tag)) {
            throw bytes.damaged("its header says no " + what);
        }
        return value(tag, 0);
    }

    /** The first number of an entry, whatever its integer type. */
    private long value(int tag, long otherwise) {
        Long entry = entries.get(tag);
        if (entry == null) {
            return otherwise;
        }
        int type = u16(entry + 2);
        long count = u32(entry + 4);
        int size =
                switch (type) {
                    case 1 -> 1;
                    case 3 -> 2;
                    case 4 -> 4;
                    default -> throw bytes.damaged("tag " + tag + " has type " + type);
                };
        if (count == 0) {
            return otherwise;
        }
        long at = count * size <= 4 ? entry + 8 : u32(entry + 8);
        return switch (size) {
            case 1 -> bytes.u8(at);
            case 2 -> u16(at);
            default -> u32(at);
        };
    }

    private int u16(long position) {
        return little ? bytes.u16le(position) : bytes.u16be(position);
    }

    private long u32(long position) {
        return little ? bytes.u32le(position) : bytes.u32be(position);
    }
}
