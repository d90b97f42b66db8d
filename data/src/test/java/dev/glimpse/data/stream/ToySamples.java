package dev.glimpse.data.stream;

import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Samples of 2 x 2 x 3 numbers that are all the sample's own, some of them broken, with a count of the readings. */
final class ToySamples implements Samples {

    static final int BYTES = 12;

    private final int size;
    private final Set<Integer> broken;
    private final boolean immediate;
    private Runnable before = () -> {};
    final AtomicInteger readings = new AtomicInteger();

    ToySamples(int size, boolean immediate, Integer... broken) {
        this.size = size;
        this.immediate = immediate;
        this.broken = Set.of(broken);
    }

    /** These samples, doing something before each reading. */
    ToySamples before(Runnable action) {
        before = action;
        return this;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int classes() {
        return 3;
    }

    @Override
    public int label(int sample) {
        return sample % 3;
    }

    @Override
    public long key(int sample) {
        return 1_000_000L + sample;
    }

    @Override
    public String name(int sample) {
        return "toy " + sample;
    }

    @Override
    public String recipe() {
        return "toys";
    }

    @Override
    public boolean isImmediate() {
        return immediate;
    }

    @Override
    public Picture picture(int sample) throws IOException {
        before.run();
        readings.incrementAndGet();
        if (broken.contains(sample)) {
            if (sample % 2 == 0) {
                throw new ImageException(name(sample) + ": truncated");
            }
            throw new IOException("no such file");
        }
        byte[] pixels = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            pixels[i] = (byte) (sample + i);
        }
        return Picture.of(2, 2, 3, pixels);
    }
}
