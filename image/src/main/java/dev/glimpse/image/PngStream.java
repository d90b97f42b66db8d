package dev.glimpse.image;

import java.nio.ByteBuffer;

/**
 * Leaves nothing in a PNG file but what its still picture needs: header, palette, transparency, data, end.
 *
 * <p>Frames of an animation, compressed texts, profiles and gamma never reach the codec.
 */
final class PngStream {

    private static final int SIGNATURE = 8;

    private PngStream() {}

    /** Rewrites the scratch's file in place and says how long it is now. */
    static int withoutExtras(HeaderBytes bytes, Scratch scratch) {
        ByteBuffer file = scratch.file.segment().asByteBuffer();
        long read = SIGNATURE;
        int write = SIGNATURE;
        while (true) {
            long length = bytes.u32be(read);
            long end = read + 12 + length;
            if (end > bytes.length()) {
                throw bytes.error("truncated PNG: a chunk ends after the file does");
            }
            boolean last = bytes.is(read + 4, "IEND");
            if (last
                    || bytes.is(read + 4, "IHDR")
                    || bytes.is(read + 4, "PLTE")
                    || bytes.is(read + 4, "tRNS")
                    || bytes.is(read + 4, "IDAT")) {
                file.put(write, file, (int) read, (int) (end - read));
                write += (int) (end - read);
            }
            if (last) {
                return write;
            }
            read = end;
        }
    }
}
