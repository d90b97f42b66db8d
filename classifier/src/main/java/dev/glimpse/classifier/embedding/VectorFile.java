package dev.glimpse.classifier.embedding;

import dev.glimpse.data.item.ContentHash;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;

/**
 * The vectors of one kind, in two files that only ever grow.
 *
 * <p>{@code .vectors} holds slots of equal length. {@code .index} holds a header that says what kind of vectors these are,
 * and a record for each vector: the hash of the picture's file, the number of the look, the slot, and checksums of the
 * vector and of the record itself. A record is written after its vector was synced, so a crash costs the last few vectors;
 * a part of a record at the end is written over, and a record or a vector that does not add up is passed over.
 *
 * <p>Whoever adds something holds a lock on the index for that moment, reads first what others added, and leaves out what
 * is there by now. Slots are never written again, so others can go on reading them.
 */
final class VectorFile implements AutoCloseable {

    static final String VECTORS = ".vectors";
    static final String INDEX = ".index";

    /** Another number when the files are laid out differently. */
    private static final int VERSION = 1;

    private static final long MAGIC = 0x476C_696D_7073_6556L;
    private static final int HEADER_BYTES = 4096;
    private static final int RECORD_BYTES = 4 * Long.BYTES + 4 * Integer.BYTES;
    private static final int READ_RECORDS = 4096;

    /** A process holds a lock once, whichever of its threads asked; and it loses it when any of them closes the file. */
    private static final ConcurrentHashMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path path;
    private final ReentrantLock lock;
    private final FileChannel vectors;
    private final FileChannel index;
    private final Access access;
    private final int vectorBytes;
    private long read;
    private MemorySegment mapped = MemorySegment.NULL;

    private enum Access {
        ADDING,
        READING
    }

    private VectorFile(
            Path path, ReentrantLock lock, FileChannel vectors, FileChannel index, Access access, int vectorBytes) {
        this.path = path;
        this.lock = lock;
        this.vectors = vectors;
        this.index = index;
        this.access = access;
        this.vectorBytes = vectorBytes;
    }

    /**
     * Opens the files of this kind in a folder, or begins them.
     *
     * @throws IOException if they cannot be written
     */
    static VectorFile open(Path folder, VectorKind kind) throws IOException {
        Files.createDirectories(folder);
        return open(folder, kind, Access.ADDING);
    }

    /** Opens the files of this kind only to read them, if they are there and can be read. */
    static Optional<VectorFile> openToRead(Path folder, VectorKind kind) {
        try {
            return Optional.of(open(folder, kind, Access.READING));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static VectorFile open(Path folder, VectorKind kind, Access access) throws IOException {
        Path path = folder.toRealPath().resolve(kind.name());
        ReentrantLock lock = lock(path);
        lock.lock();
        try {
            Optional<VectorFile> there = channels(path, lock, kind, access).ifOf(kind);
            if (there.isEmpty() && access == Access.ADDING) {
                // Others may still read these files, so they are not written over.
                remove(path);
                there = channels(path, lock, kind, access).ifOf(kind);
            }
            return there.orElseThrow(() -> new IOException(path + INDEX + " is damaged and cannot be replaced"));
        } finally {
            lock.unlock();
        }
    }

    private static ReentrantLock lock(Path path) {
        return LOCKS.computeIfAbsent(path, _ -> new ReentrantLock());
    }

    private static VectorFile channels(Path path, ReentrantLock lock, VectorKind kind, Access access)
            throws IOException {
        FileChannel vectors = channel(beside(path, VECTORS), access);
        try {
            return new VectorFile(
                    path,
                    lock,
                    vectors,
                    channel(beside(path, INDEX), access),
                    access,
                    Math.multiplyExact(kind.length(), Float.BYTES));
        } catch (IOException e) {
            vectors.close();
            throw e;
        }
    }

    private static FileChannel channel(Path file, Access access) throws IOException {
        return switch (access) {
            case READING -> FileChannel.open(file, StandardOpenOption.READ);
            case ADDING ->
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        };
    }

    private static Path beside(Path path, String ending) {
        return path.resolveSibling(path.getFileName() + ending);
    }

    /** How many records an index of this size has. */
    static long records(long indexBytes) {
        return Math.max(0, indexBytes - HEADER_BYTES) / RECORD_BYTES;
    }

    /** Deletes a pair of files; returns whether they are gone. */
    static boolean delete(Path folder, String name) {
        try {
            Path path = folder.toRealPath().resolve(name);
            ReentrantLock lock = lock(path);
            lock.lock();
            try {
                remove(path);
                return true;
            } finally {
                lock.unlock();
            }
        } catch (IOException _) {
            return false;
        }
    }

    private static void remove(Path path) throws IOException {
        Files.deleteIfExists(beside(path, INDEX));
        Files.deleteIfExists(beside(path, VECTORS));
    }

    /** These files if they are of this kind, or new; otherwise they are closed. */
    private Optional<VectorFile> ifOf(VectorKind kind) throws IOException {
        ByteBuffer wanted = header(kind);
        ByteBuffer there = ByteBuffer.allocate(HEADER_BYTES);
        try (FileLock _ = lockFile()) {
            if (access == Access.ADDING && index.size() == 0 && vectors.size() == 0) {
                write(index, wanted.duplicate(), 0);
                index.force(true);
            }
            read(index, there, 0);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        if (there.flip().equals(wanted)) {
            return Optional.of(this);
        }
        close();
        return Optional.empty();
    }

    private static ByteBuffer header(VectorKind kind) {
        byte[] text = kind.text().getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putInt(kind.length())
                .putInt(text.length);
        if (text.length > header.remaining()) {
            throw new IllegalArgumentException("words that set vectors apart are too long: " + kind.text());
        }
        return header.put(text).rewind();
    }

    private FileLock lockFile() throws IOException {
        try {
            return index.lock(0, Long.MAX_VALUE, access == Access.READING);
        } catch (OverlappingFileLockException e) {
            throw new IOException("another part of this program uses " + path + INDEX, e);
        }
    }

    /** Finds what was added since the last time. */
    void readNew(Places places) throws IOException {
        lock.lock();
        try (FileLock _ = lockFile()) {
            readRecords(places);
        } finally {
            lock.unlock();
        }
    }

    private void readRecords(Places places) throws IOException {
        long available = records(index.size());
        ByteBuffer buffer = ByteBuffer.allocate(READ_RECORDS * RECORD_BYTES);
        while (read < available) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), (available - read) * RECORD_BYTES));
            read(index, buffer, HEADER_BYTES + read * RECORD_BYTES);
            buffer.flip();
            if (buffer.remaining() < RECORD_BYTES) {
                return;
            }
            while (buffer.remaining() >= RECORD_BYTES) {
                readRecord(buffer, places);
                read++;
            }
        }
    }

    private void readRecord(ByteBuffer record, Places places) throws IOException {
        int start = record.position();
        ContentHash picture = hash(record);
        int look = record.getInt();
        int slot = record.getInt();
        int checksum = record.getInt();
        boolean sound = record.getInt() == checksum(record, start);
        if (sound && places.lacks(picture, look) && isSound(slot, checksum)) {
            places.put(picture, look, slot);
        }
    }

    private static ContentHash hash(ByteBuffer record) {
        return new ContentHash(record.getLong(), record.getLong(), record.getLong(), record.getLong());
    }

    private boolean isSound(int slot, int checksum) throws IOException {
        if (slot < 0 || (slot + 1L) * vectorBytes > vectors.size()) {
            return false;
        }
        if ((slot + 1L) * vectorBytes > mapped.byteSize()) {
            mapped = map();
        }
        return checksum(mapped.asSlice((long) slot * vectorBytes, vectorBytes).asByteBuffer()) == checksum;
    }

    /** The checksum of a record that begins there, without the one that it ends with. */
    private static int checksum(ByteBuffer records, int start) {
        return checksum(records.slice(start, RECORD_BYTES - Integer.BYTES));
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    /**
     * Adds vectors, but not those that others have added meanwhile.
     *
     * @param places are told where the vectors are now
     * @throws IOException if there is no room; then some of the vectors have no place
     */
    void append(Addition added, Places places) throws IOException {
        lock.lock();
        try (FileLock _ = lockFile()) {
            readRecords(places);
            added.retain(places::lacks);
            if (added.count() == 0) {
                return;
            }
            long first = Math.ceilDiv(vectors.size(), vectorBytes);
            if (first + added.count() > Integer.MAX_VALUE) {
                throw new IOException("it has as many vectors as it can have");
            }
            write(vectors, added.vectors(), first * vectorBytes);
            vectors.force(false);
            write(index, records(added, (int) first), HEADER_BYTES + read * RECORD_BYTES);
            index.force(false);
            read += added.count();
            for (int i = 0; i < added.count(); i++) {
                places.put(added.picture(i), added.look(i), (int) first + i);
            }
        } finally {
            lock.unlock();
        }
    }

    private static ByteBuffer records(Addition added, int firstSlot) {
        ByteBuffer records = ByteBuffer.allocate(added.count() * RECORD_BYTES);
        for (int i = 0; i < added.count(); i++) {
            int start = records.position();
            ContentHash picture = added.picture(i);
            records.putLong(picture.first())
                    .putLong(picture.second())
                    .putLong(picture.third())
                    .putLong(picture.fourth())
                    .putInt(added.look(i))
                    .putInt(firstSlot + i)
                    .putInt(checksum(added.vector(i)))
                    .putInt(checksum(records, start));
        }
        return records.flip();
    }

    /** All vectors that are there by now, to be read as long as anybody refers to them. */
    MemorySegment map() throws IOException {
        long bytes = vectors.size() / vectorBytes * vectorBytes;
        return vectors.map(FileChannel.MapMode.READ_ONLY, 0, bytes, Arena.ofAuto());
    }

    /** Remembers that it was used now. */
    void touch() {
        try {
            Files.setLastModifiedTime(beside(path, INDEX), FileTime.from(Instant.now()));
        } catch (IOException _) {
            // Where that cannot be written, nothing is pruned by it either.
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long next = at;
        while (bytes.hasRemaining()) {
            next += channel.write(bytes, next);
        }
    }

    private static void read(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long next = at;
        while (bytes.hasRemaining()) {
            int count = channel.read(bytes, next);
            if (count < 0) {
                return;
            }
            next += count;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try (vectors;
                index) {
            // Both, whatever happens.
        } catch (IOException _) {
            // All that matters was synced.
        } finally {
            lock.unlock();
        }
    }
}
