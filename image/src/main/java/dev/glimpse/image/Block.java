package dev.glimpse.image;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;

/**
 * Native memory that grows to what is asked of it and is used again for the next picture.
 *
 * <p>A few bytes more can be read and written than were asked for, so that the last pixels of a picture can be worked on in
 * whole words.
 */
final class Block implements AutoCloseable {

    private static final int SLACK = 64;
    private static final long KEPT = 8 << 20;

    private BytePointer pointer = new BytePointer();
    private MemorySegment segment = MemorySegment.NULL;

    /** Makes room; what was in here is lost. */
    void reserve(long size) {
        if (size <= pointer.capacity() - SLACK) {
            return;
        }
        if (size > Integer.MAX_VALUE - SLACK) {
            throw new ImageException("a picture of " + size + " bytes is larger than Glimpse can work on");
        }
        pointer.close();
        pointer = new BytePointer(size + SLACK);
        // Else a PointerScope that happens to be open would free what is used again after it.
        pointer.retainReference();
        segment = MemorySegment.ofBuffer(pointer.asByteBuffer());
    }

    BytePointer pointer() {
        return pointer;
    }

    MemorySegment segment() {
        return segment;
    }

    /** The first bytes, to be filled. */
    ByteBuffer buffer(int size) {
        reserve(size);
        return segment.asSlice(0, size).asByteBuffer();
    }

    /** Room for a picture of this size. */
    Raster raster(int height, int width, int channels) {
        reserve((long) height * width * channels);
        return new Raster(this, height, width, channels);
    }

    /** Gives memory back that most pictures do not need. */
    void shrink() {
        if (pointer.capacity() > KEPT) {
            close();
        }
    }

    @Override
    public void close() {
        pointer.close();
        pointer = new BytePointer();
        segment = MemorySegment.NULL;
    }
}
