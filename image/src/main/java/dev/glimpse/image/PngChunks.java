package dev.glimpse.image;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The chunks of a PNG file that its pixels depend on, and its packed data in one stream. */
final class PngChunks {

    private static final int HEADER = 8;
    private static final int OPAQUE = 0xFF000000;

    private final HeaderBytes bytes;
    private final int[] palette = new int[256];
    private final int[] key = new int[3];
    private int colors;
    private boolean keyed;
    private long next;

    private PngChunks(HeaderBytes bytes) {
        this.bytes = bytes;
    }

    /** Reads up to the data. */
    static PngChunks read(HeaderBytes bytes) {
        PngChunks chunks = new PngChunks(bytes);
        long at = HEADER;
        while (!bytes.is(at + 4, "IDAT")) {
            long length = bytes.u32be(at);
            if (bytes.is(at + 4, "IHDR") || bytes.is(at + 4, "PLTE") || bytes.is(at + 4, "tRNS")) {
                chunks.requireSound(at, length);
            }
            if (bytes.is(at + 4, "PLTE")) {
                chunks.palette(at + 8, length);
            } else if (bytes.is(at + 4, "tRNS")) {
                chunks.transparency(at + 8, length);
            } else if (bytes.is(at + 4, "IEND")) {
                throw bytes.damaged("it has no picture data");
            }
            at += 12 + length;
        }
        if (chunks.type() == 3 && chunks.colors == 0) {
            throw bytes.damaged("it has no palette");
        }
        chunks.next = at;
        return chunks;
    }

    ImageException damaged(String reason) {
        return bytes.damaged(reason);
    }

    /** The colour type of the header: 0, 2, 3, 4 or 6. */
    int type() {
        return bytes.u8(25);
    }

    boolean interlaced() {
        return bytes.u8(28) == 1;
    }

    /** A colour of the palette, its opacity in the highest byte. One that is not there is black, as elsewhere. */
    int color(int index) {
        return index < colors ? palette[index] : OPAQUE;
    }

    /** Whether one colour stands for transparency. */
    boolean hasKey() {
        return keyed;
    }

    /** A number of that colour, with as many bits as a stored one. */
    int key(int channel) {
        return key[channel];
    }

    private void palette(long at, long length) {
        colors = (int) Math.min(length / 3, palette.length);
        for (int i = 0; i < colors; i++) {
            palette[i] = OPAQUE | bytes.u8(at + 3L * i) << 16 | bytes.u16be(at + 3L * i + 1);
        }
    }

    private void transparency(long at, long length) {
        switch (type()) {
            case 3 -> {
                for (int i = 0; i < Math.min(length, colors); i++) {
                    palette[i] = (palette[i] & ~OPAQUE) | bytes.u8(at + i) << 24;
                }
            }
            case 0, 2 -> {
                keyed = length >= (type() == 0 ? 2 : 6);
                for (int i = 0; keyed && i < (type() == 0 ? 1 : 3); i++) {
                    key[i] = bytes.u16be(at + 2L * i);
                }
            }
            default -> Arrays.fill(key, 0);
        }
    }

    private void requireSound(long at, long length) {
        CRC32 sum = new CRC32();
        sum.update(bytes.slice(at + 4, length + 4));
        if (sum.getValue() != bytes.u32be(at + 8 + length)) {
            throw bytes.damaged("the checksum of a chunk is wrong");
        }
    }

    /** Fills {@code target} with the next unpacked bytes. */
    void inflate(Inflater inflater, byte[] target) throws DataFormatException {
        int filled = 0;
        while (filled < target.length) {
            int count = inflater.inflate(target, filled, target.length - filled);
            filled += count;
            if (count == 0) {
                if (inflater.finished() || inflater.needsDictionary() || !bytes.is(next + 4, "IDAT")) {
                    throw bytes.error("truncated or damaged PNG: its data ends before the picture is full");
                }
                long length = bytes.u32be(next);
                requireSound(next, length);
                inflater.setInput(bytes.slice(next + 8, length));
                next += 12 + length;
            }
        }
    }
}
