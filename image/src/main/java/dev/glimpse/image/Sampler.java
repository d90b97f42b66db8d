package dev.glimpse.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One pass of a resize: each new row is a weighted sum of old rows, byte by byte.
 *
 * <p>The loops are written for the compiler, and were measured: HotSpot makes vector code of a loop over 32-bit lanes whose
 * body is small, whose loads and stores differ in kind, and which neither widens nor narrows. So four bytes are loaded at
 * a time, each goes to a lane of its own, one old row at a time is added, and in the end the four lanes become bytes
 * again. That is 20 times a plain loop over bytes. Columns are treated the same way, on a transposed picture.
 */
final class Sampler {

    private static final ValueLayout.OfInt WORD = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int HALF = 1 << (Taps.PRECISION - 1);
    private static final int WHITE = (256 << Taps.PRECISION) - 1;
    private static final int CHUNK = 1024;
    private static final int REMEMBERED = 64;

    private final int[] lane0 = new int[CHUNK];
    private final int[] lane1 = new int[CHUNK];
    private final int[] lane2 = new int[CHUNK];
    private final int[] lane3 = new int[CHUNK];

    private final Map<Taps.Key, Taps> remembered = new LinkedHashMap<>(2 * REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Taps.Key, Taps> eldest) {
            return size() > REMEMBERED;
        }
    };

    Taps taps(Taps.Key key) {
        return remembered.computeIfAbsent(key, Taps::of);
    }

    /**
     * Where old rows lie.
     *
     * @param memory what they are in
     * @param zeroth where row 0 begins, or would, for rows that are not needed may be missing
     * @param stride from one row to the next, in bytes
     */
    record Rows(MemorySegment memory, long zeroth, long stride) {}

    /**
     * Makes all new rows, one behind the other. A row may be written up to three bytes too far: the next one makes that
     * good, and after the last there is room.
     */
    void rows(Rows from, Taps taps, MemorySegment to, int rowBytes) {
        for (int row = 0; row < taps.first().length; row++) {
            long old = from.zeroth + taps.first()[row] * from.stride;
            for (int byteAt = 0; byteAt < rowBytes; byteAt += 4 * CHUNK) {
                int words = (Math.min(rowBytes - byteAt, 4 * CHUNK) + 3) / 4;
                sum(from, old + byteAt, taps, row, words);
                store(to, (long) row * rowBytes + byteAt, words, taps);
            }
        }
    }

    private void sum(Rows from, long at, Taps taps, int row, int words) {
        int[] weights = taps.weights();
        int weight = row * taps.stride();
        begin(from.memory, at, weights[weight], lane0, lane1, lane2, lane3, words);
        for (int tap = 1; tap < taps.count()[row]; tap++) {
            add(from.memory, at + tap * from.stride, weights[weight + tap], lane0, lane1, lane2, lane3, words);
        }
    }

    private static void begin(MemorySegment from, long at, int weight, int[] a, int[] b, int[] c, int[] d, int words) {
        for (int i = 0; i < words; i++) {
            int word = from.get(WORD, at + 4L * i);
            a[i] = HALF + weight * (word & 0xFF);
            b[i] = HALF + weight * ((word >>> 8) & 0xFF);
            c[i] = HALF + weight * ((word >>> 16) & 0xFF);
            d[i] = HALF + weight * (word >>> 24);
        }
    }

    private static void add(MemorySegment from, long at, int weight, int[] a, int[] b, int[] c, int[] d, int words) {
        for (int i = 0; i < words; i++) {
            int word = from.get(WORD, at + 4L * i);
            a[i] += weight * (word & 0xFF);
            b[i] += weight * ((word >>> 8) & 0xFF);
            c[i] += weight * ((word >>> 16) & 0xFF);
            d[i] += weight * (word >>> 24);
        }
    }

    private void store(MemorySegment to, long at, int words, Taps taps) {
        if (taps.overshoots()) {
            clip(lane0, words);
            clip(lane1, words);
            clip(lane2, words);
            clip(lane3, words);
        }
        pack(lane0, lane1, lane2, lane3, to, at, words);
    }

    /** What lies beyond black or white becomes black or white; it stays in fixed point. */
    private static void clip(int[] lane, int words) {
        for (int i = 0; i < words; i++) {
            lane[i] = Math.min(Math.max(lane[i], 0), WHITE);
        }
    }

    private static void pack(int[] a, int[] b, int[] c, int[] d, MemorySegment to, long at, int words) {
        for (int i = 0; i < words; i++) {
            to.set(
                    WORD,
                    at + 4L * i,
                    (a[i] >>> Taps.PRECISION)
                            | ((b[i] >>> Taps.PRECISION) << 8)
                            | ((c[i] >>> Taps.PRECISION) << 16)
                            | ((d[i] >>> Taps.PRECISION) << 24));
        }
    }
}
