package dev.glimpse.data.source;

import dev.glimpse.data.item.DataException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** One IDX file of unsigned bytes, mapped if it lies there plainly, in native memory if it was gzipped. */
final class IdxFile implements AutoCloseable {

    private static final int UNSIGNED_BYTES = 0x08;
    private static final long MOST_BYTES = 2_000_000_000;
    private static final int CHUNK = 1 << 16;

    private final int[] sizes;
    private final MemorySegment values;
    private final Arena arena;

    private IdxFile(int[] sizes, MemorySegment values, Arena arena) {
        this.sizes = sizes;
        this.values = values;
        this.arena = arena;
    }

    /** Opens a file that has this many axes, the first of which counts the samples. */
    static IdxFile open(Path file, int axes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            BufferedInputStream buffered = new BufferedInputStream(in, CHUNK);
            buffered.mark(2);
            boolean zipped = buffered.read() == 0x1F && buffered.read() == 0x8B;
            buffered.reset();
            Arena arena = Arena.ofShared();
            try {
                DataInputStream data = new DataInputStream(zipped ? new GZIPInputStream(buffered, CHUNK) : buffered);
                int[] sizes = header(file, data, axes);
                long count = count(file, sizes);
                MemorySegment values =
                        zipped ? inflate(file, data, count, arena) : map(file, 4L + 4L * axes, count, arena);
                return new IdxFile(sizes, values, arena);
            } catch (EOFException | ZipException e) {
                arena.close();
                throw new DataException(file + " is cut off or broken: fetch it again", e);
            } catch (RuntimeException | IOException e) {
                arena.close();
                throw e;
            }
        }
    }

    private static int[] header(Path file, DataInputStream data, int axes) throws IOException {
        int magic = data.readInt();
        if (magic != (UNSIGNED_BYTES << 8 | axes)) {
            throw new DataException(String.format(
                    "%s is not an IDX file of unsigned bytes with %d axes: it begins with %08x instead of %08x",
                    file, axes, magic, UNSIGNED_BYTES << 8 | axes));
        }
        int[] sizes = new int[axes];
        for (int i = 0; i < axes; i++) {
            sizes[i] = data.readInt();
        }
        return sizes;
    }

    private static long count(Path file, int[] sizes) {
        long count = 1;
        for (int size : sizes) {
            if (size < 1 || size > MOST_BYTES / count) {
                throw new DataException(file + " says that it holds " + java.util.Arrays.toString(sizes)
                        + " numbers: expected positive sizes and at most " + MOST_BYTES + " in all");
            }
            count *= size;
        }
        return count;
    }

    private static MemorySegment map(Path file, long offset, long count, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() != offset + count) {
                throw new DataException(file + " should have " + (offset + count) + " bytes by its header, but has "
                        + channel.size() + ": fetch it again");
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, offset, count, arena);
        }
    }

    /** Takes memory as the values arrive, so that a header that lies costs nothing. */
    private static MemorySegment inflate(Path file, InputStream data, long count, Arena arena) throws IOException {
        try (Arena growing = Arena.ofConfined()) {
            MemorySegment values = growing.allocate(Math.min(count, 1 << 20));
            byte[] chunk = new byte[CHUNK];
            long filled = 0;
            while (true) {
                int read = data.read(chunk);
                if (read < 0) {
                    break;
                }
                if (filled + read > count) {
                    throw new DataException(file + " holds more than the " + count + " values that its header says");
                }
                if (filled + read > values.byteSize()) {
                    MemorySegment larger =
                            growing.allocate(Math.min(count, Math.max(filled + read, values.byteSize() * 2)));
                    MemorySegment.copy(values, 0, larger, 0, filled);
                    values = larger;
                }
                MemorySegment.copy(chunk, 0, values, ValueLayout.JAVA_BYTE, filled, read);
                filled += read;
            }
            if (filled < count) {
                throw new EOFException(file + " ends after " + filled + " of " + count + " values");
            }
            MemorySegment kept = arena.allocate(count);
            kept.copyFrom(values.asSlice(0, count));
            return kept;
        }
    }

    int count() {
        return sizes[0];
    }

    int size(int axis) {
        return sizes[axis];
    }

    /** How many bytes one sample has. */
    int sampleBytes() {
        int bytes = 1;
        for (int axis = 1; axis < sizes.length; axis++) {
            bytes *= sizes[axis];
        }
        return bytes;
    }

    /** A sample of a file whose samples are single numbers. */
    int number(int sample) {
        return Byte.toUnsignedInt(values.get(ValueLayout.JAVA_BYTE, sample));
    }

    void copy(int sample, byte[] target, int offset) {
        int length = sampleBytes();
        MemorySegment.copy(values, ValueLayout.JAVA_BYTE, (long) sample * length, target, offset, length);
    }

    @Override
    public void close() {
        arena.close();
    }
}
