package dev.glimpse.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a picture file at any position, with a window over those of a file on disk.
 *
 * <p>Reading past the end is an {@link ImageException}: whoever parses checks values, never lengths.
 */
final class HeaderBytes {

    private static final int WINDOW = 4096;

    private final String name;
    private final long length;
    private final @Nullable FileChannel channel;
    private ByteBuffer window;
    private long start;
    private String format = "picture";

    private HeaderBytes(String name, long length, @Nullable FileChannel channel, ByteBuffer window) {
        this.name = name;
        this.length = length;
        this.channel = channel;
        this.window = window;
    }

    static HeaderBytes of(ByteBuffer bytes, String name) {
        return new HeaderBytes(name, bytes.limit(), null, bytes);
    }

    static HeaderBytes of(FileChannel channel, String name) throws IOException {
        return new HeaderBytes(
                name, channel.size(), channel, ByteBuffer.allocate(WINDOW).limit(0));
    }

    long length() {
        return length;
    }

    /** What errors call the format from here on. */
    void recognised(PictureFormat format) {
        this.format = format.toString();
    }

    ImageException error(String reason) {
        return ImageException.of(name, reason);
    }

    ImageException damaged(String reason) {
        return error("damaged " + format + ": " + reason);
    }

    int u8(long position) {
        if (position < 0 || position >= length) {
            throw error("truncated: it ends after " + length + " bytes, within its " + format + " header");
        }
        long offset = position - start;
        if (offset < 0 || offset >= window.limit()) {
            slide(position);
            offset = position - start;
        }
        return window.get((int) offset) & 0xFF;
    }

    private void slide(long position) {
        if (channel == null) {
            throw new IllegalStateException("a window over memory covers all of it");
        }
        try {
            window.clear();
            start = position;
            while (window.hasRemaining() && channel.read(window, start + window.position()) > 0) {
                // until the window is full or the file is over
            }
            window.flip();
            if (window.limit() == 0) {
                throw error("truncated: it was shortened while it was read");
            }
        } catch (IOException e) {
            throw new ImageException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    int u16be(long position) {
        return u8(position) << 8 | u8(position + 1);
    }

    int u16le(long position) {
        return u8(position) | u8(position + 1) << 8;
    }

    int u24le(long position) {
        return u16le(position) | u8(position + 2) << 16;
    }

    int i32le(long position) {
        return u16le(position) | u16le(position + 2) << 16;
    }

    long u32be(long position) {
        return (long) u16be(position) << 16 | u16be(position + 2);
    }

    long u32le(long position) {
        return i32le(position) & 0xFFFFFFFFL;
    }

    /** Some of the bytes, which are all in memory. */
    ByteBuffer slice(long position, long count) {
        if (position < 0 || count < 0 || position + count > length) {
            throw error("truncated: it ends after " + length + " bytes, within a part of its " + format + " data");
        }
        return window.slice((int) position, (int) count);
    }

    /** Whether these ASCII characters stand at the position. */
    boolean is(long position, String ascii) {
        byte[] expected = ascii.getBytes(StandardCharsets.ISO_8859_1);
        if (position < 0 || position + expected.length > length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (u8(position + i) != (expected[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}
