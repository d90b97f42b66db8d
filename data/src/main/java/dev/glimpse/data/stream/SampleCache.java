package dev.glimpse.data.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Keeps samples that were read once. All methods may be called from any thread. */
sealed interface SampleCache permits SampleCache.Nothing, SampleCache.InMemory, DiskCache.View {

    /** Writes a sample's numbers to {@code target}, if it has them. */
    boolean load(int sample, byte[] target, int offset);

    /** Keeps a sample's numbers, if there is room. */
    void store(int sample, byte[] values, int offset);

    /** Whether every sample is at hand without so much as a system call. */
    boolean isComplete();

    /** Keeps nothing. */
    record Nothing() implements SampleCache {

        @Override
        public boolean load(int sample, byte[] target, int offset) {
            return false;
        }

        @Override
        public void store(int sample, byte[] values, int offset) {}

        @Override
        public boolean isComplete() {
            return false;
        }
    }

    /** Keeps every sample in an array of its own. */
    final class InMemory implements SampleCache {

        private final AtomicReferenceArray<byte[]> samples;
        private final AtomicInteger filled = new AtomicInteger();
        private final int sampleBytes;

        InMemory(int samples, int sampleBytes) {
            this.samples = new AtomicReferenceArray<>(samples);
            this.sampleBytes = sampleBytes;
        }

        @Override
        public boolean load(int sample, byte[] target, int offset) {
            byte[] values = samples.get(sample);
            if (values == null) {
                return false;
            }
            System.arraycopy(values, 0, target, offset, sampleBytes);
            return true;
        }

        @Override
        public void store(int sample, byte[] values, int offset) {
            byte[] copy = new byte[sampleBytes];
            System.arraycopy(values, offset, copy, 0, sampleBytes);
            if (samples.getAndSet(sample, copy) == null) {
                filled.incrementAndGet();
            }
        }

        @Override
        public boolean isComplete() {
            return filled.get() == samples.length();
        }
    }
}
