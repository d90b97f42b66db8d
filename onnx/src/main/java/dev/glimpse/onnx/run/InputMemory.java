package dev.glimpse.onnx.run;

import dev.glimpse.tensor.batch.NdArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The native memory that inputs lie in, lent and given back: the kernel hands new memory out page by page, filled with zeros,
 * which for one picture costs a tenth of what a small network does.
 */
final class InputMemory {

    private static final long MOST_KEPT = 16 << 20;

    private final ConcurrentLinkedDeque<MemorySegment> idle = new ConcurrentLinkedDeque<>();

    /** Memory that begins with these numbers as floats. */
    MemorySegment lend(NdArray array) {
        long bytes = Math.max(1, array.shape().count()) * Float.BYTES;
        MemorySegment lent = idle.pollFirst();
        if (lent == null || lent.byteSize() < bytes) {
            lent = Arena.ofAuto().allocate(bytes, Float.BYTES);
        }
        switch (array) {
            case NdArray.Floats floats ->
                MemorySegment.copy(floats.values(), 0, lent, ValueLayout.JAVA_FLOAT, 0, floats.values().length);
            case NdArray.Bytes pixels -> convert(pixels.values(), lent);
        }
        return lent;
    }

    private static void convert(byte[] values, MemorySegment target) {
        for (int i = 0; i < values.length; i++) {
            target.setAtIndex(ValueLayout.JAVA_FLOAT, i, values[i] & 0xFF);
        }
    }

    /** Takes back what was lent. */
    void giveBack(MemorySegment lent) {
        if (lent.byteSize() <= MOST_KEPT) {
            idle.addFirst(lent);
        }
    }
}
