package dev.glimpse.classifier.embedding;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Vectors where they lie, most of them in a file that is mapped.
 *
 * @param places which is where
 * @param kept those that are kept, one behind the other
 * @param loose those that could not be kept
 */
record VectorSource(Places places, MemorySegment kept, MemorySegment loose) {

    private static final ValueLayout.OfFloat NUMBER =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Copies a vector of {@code length} numbers. */
    void copy(int row, int look, float[] target, int offset, int length) {
        int place = places.place(row, look);
        long bytes = (long) length * Float.BYTES;
        if (place >= 0) {
            MemorySegment.copy(kept, NUMBER, place * bytes, target, offset, length);
        } else if (place != Places.NONE) {
            MemorySegment.copy(loose, NUMBER, ~place * bytes, target, offset, length);
        } else {
            throw new IllegalStateException("row " + row + " has no vector for look " + look);
        }
    }
}
