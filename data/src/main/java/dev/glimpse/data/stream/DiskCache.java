package dev.glimpse.data.stream;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.image.Picture;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.zip.CRC32C;

/**
 * Decoded pictures of one size in a file, found again by the key of their content.
 *
 * <p>{@code .pixels} holds slots of equal length, {@code .index} a record for each that is known to be whole: the record
 * is written only after the slot was synced, and carries checksums of itself and of the slot. So a crash costs the last
 * few pictures, and whatever does not add up is decoded again. One program at a time uses a cache; another goes without.
 * A full disk ends the adding, not the training.
 */
final class DiskCache implements AutoCloseable {

    private static final int RECORD_BYTES = Long.BYTES + 3 * Integer.BYTES;
    private static final int PENDING = 256;

    private final int sampleBytes;
    private final int mostSlots;
    private final FileChannel pixels;
    private final FileChannel index;
    private final boolean ours;
    private final Map<Long, Long> found = new HashMap<>();
    private final List<Long> pendingKeys = new ArrayList<>();
    private final List<Long> pendingPlaces = new ArrayList<>();
    private int slots;
    private boolean full;

    private DiskCache(FileChannel pixels, FileChannel index, int sampleBytes, int mostSlots, boolean ours) {
        this.pixels = pixels;
        this.index = index;
        this.sampleBytes = sampleBytes;
        this.mostSlots = mostSlots;
        this.ours = ours;
    }

    /** Opens the cache in this folder for this recipe, or begins one. */
    static DiskCache open(Caching.Disk disk, String recipe, int sampleBytes) {
        String words = Picture.DECODING + " " + recipe + " " + sampleBytes;
        String name =
                ContentHash.of(words.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
        try {
            Path folder = Files.createDirectories(disk.folder());
            FileChannel pixels = open(folder.resolve(name + ".pixels"));
            FileChannel index = open(folder.resolve(name + ".index"));
            int mostSlots = (int) Math.min(Integer.MAX_VALUE, disk.mostBytes() / sampleBytes);
            DiskCache cache = new DiskCache(pixels, index, sampleBytes, mostSlots, isOurs(index));
            if (cache.ours) {
                cache.readIndex();
            }
            return cache;
        } catch (IOException e) {
            throw new DataException("cannot keep decoded pictures in " + disk.folder() + ": " + e.getMessage(), e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static boolean isOurs(FileChannel index) throws IOException {
        try {
            FileLock lock = index.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private void readIndex() throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(index.position(0))));
        long whole = 0;
        long available = pixels.size() / sampleBytes;
        while (true) {
            try {
                long key = in.readLong();
                int slot = in.readInt();
                int checksum = in.readInt();
                if (in.readInt() != recordChecksum(key, slot, checksum) || slot < 0 || slot >= available) {
                    break;
                }
                found.put(key, place(slot, checksum));
                slots = Math.max(slots, slot + 1);
                whole += RECORD_BYTES;
            } catch (EOFException _) {
                break;
            }
        }
        index.truncate(whole);
    }

    private static long place(int slot, int checksum) {
        return (long) slot << Integer.SIZE | Integer.toUnsignedLong(checksum);
    }

    private static int recordChecksum(long key, int slot, int checksum) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(RECORD_BYTES - Integer.BYTES)
                .putLong(key)
                .putInt(slot)
                .putInt(checksum)
                .flip());
        return (int) sum.getValue();
    }

    private static int checksum(byte[] values, int offset, int length) {
        CRC32C sum = new CRC32C();
        sum.update(values, offset, length);
        return (int) sum.getValue();
    }

    /** This cache as these samples see it. */
    synchronized View view(Samples samples) {
        View view = new View(this, samples);
        for (int i = 0; i < samples.size(); i++) {
            Long place = found.get(samples.key(i));
            view.places.set(i, place == null ? View.NOWHERE : place);
        }
        return view;
    }

    private boolean load(long place, byte[] target, int offset) {
        int slot = (int) (place >>> Integer.SIZE);
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, sampleBytes);
        long begin = (long) slot * sampleBytes;
        try {
            while (buffer.hasRemaining()) {
                if (pixels.read(buffer, begin + buffer.position() - offset) < 0) {
                    return false;
                }
            }
        } catch (IOException _) {
            return false;
        }
        return checksum(target, offset, sampleBytes) == (int) place;
    }

    private long store(long key, byte[] values, int offset) {
        int slot;
        synchronized (this) {
            if (!ours || full || slots >= mostSlots) {
                return View.NOWHERE;
            }
            slot = slots++;
        }
        long begin = (long) slot * sampleBytes;
        ByteBuffer buffer = ByteBuffer.wrap(values, offset, sampleBytes);
        try {
            while (buffer.hasRemaining()) {
                pixels.write(buffer, begin + buffer.position() - offset);
            }
            long place = place(slot, checksum(values, offset, sampleBytes));
            synchronized (this) {
                found.put(key, place);
                pendingKeys.add(key);
                pendingPlaces.add(place);
                if (pendingKeys.size() >= PENDING) {
                    flush();
                }
            }
            return place;
        } catch (IOException _) {
            synchronized (this) {
                full = true;
            }
            return View.NOWHERE;
        }
    }

    private synchronized void flush() throws IOException {
        ByteBuffer records = ByteBuffer.allocate(pendingKeys.size() * RECORD_BYTES);
        for (int i = 0; i < pendingKeys.size(); i++) {
            long key = pendingKeys.get(i);
            int slot = (int) (pendingPlaces.get(i) >>> Integer.SIZE);
            int checksum = pendingPlaces.get(i).intValue();
            records.putLong(key).putInt(slot).putInt(checksum).putInt(recordChecksum(key, slot, checksum));
        }
        pendingKeys.clear();
        pendingPlaces.clear();
        pixels.force(false);
        records.flip();
        long at = index.size();
        while (records.hasRemaining()) {
            at += index.write(records, at);
        }
        index.force(false);
    }

    @Override
    public synchronized void close() {
        try (pixels;
                index) {
            if (!pendingKeys.isEmpty()) {
                flush();
            }
        } catch (IOException _) {
            // What was not written down is decoded again.
            full = true;
        }
    }

    /** A disk cache with the places of the samples of one stream of batches. */
    static final class View implements SampleCache {

        private static final long NOWHERE = -1;

        private final DiskCache cache;
        private final Samples samples;
        private final AtomicLongArray places;

        private View(DiskCache cache, Samples samples) {
            this.cache = cache;
            this.samples = samples;
            this.places = new AtomicLongArray(samples.size());
        }

        @Override
        public boolean load(int sample, byte[] target, int offset) {
            long place = places.get(sample);
            return place != NOWHERE && cache.load(place, target, offset);
        }

        @Override
        public void store(int sample, byte[] values, int offset) {
            places.set(sample, cache.store(samples.key(sample), values, offset));
        }

        @Override
        public boolean isComplete() {
            return false;
        }
    }
}
