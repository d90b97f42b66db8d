package dev.glimpse.classifier.embedding;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Vectors that cannot be kept: in a file that goes with the process, or in memory where there is no room for one.
 *
 * <p>What is in memory is outside of the heap, and no more than the heap may have.
 */
final class LooseVectors implements AutoCloseable {

    private final int vectorBytes;
    private final Path folder;
    private @Nullable FileChannel file;
    private boolean fileFailed;
    private MemorySegment memory = MemorySegment.NULL;
    private long count;

    /** None yet, of so many bytes each; {@code folder} is where temporary files go. */
    LooseVectors(int vectorBytes, Path folder) {
        this.vectorBytes = vectorBytes;
        this.folder = folder;
    }

    /** Takes a vector, and says which number it has. */
    int add(ByteBuffer vector) {
        if (!fileFailed) {
            try {
                write(vector.duplicate());
                return (int) count++;
            } catch (IOException _) {
                giveUpFile();
            }
        }
        reserve(count + 1);
        memory.asSlice(count * vectorBytes, vectorBytes).copyFrom(MemorySegment.ofBuffer(vector));
        return (int) count++;
    }

    private void write(ByteBuffer vector) throws IOException {
        FileChannel open = file;
        if (open == null) {
            Path path = Files.createTempFile(folder, "glimpse-", VectorFile.VECTORS);
            open = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            file = open;
        }
        long at = count * vectorBytes;
        while (vector.hasRemaining()) {
            at += open.write(vector, at);
        }
    }

    private void giveUpFile() {
        fileFailed = true;
        FileChannel written = file;
        if (written == null) {
            return;
        }
        try (written) {
            reserve(count);
            ByteBuffer target = memory.asSlice(0, count * vectorBytes).asByteBuffer();
            while (target.hasRemaining() && written.read(target, target.position()) >= 0) {
                // until all that was written is in memory
            }
        } catch (IOException e) {
            throw new EmbeddingException(
                    "what was computed cannot be read back from " + folder + ": " + e.getMessage());
        }
        file = null;
    }

    private void reserve(long vectors) {
        long wanted = vectors * vectorBytes;
        if (wanted <= memory.byteSize()) {
            return;
        }
        long most = Runtime.getRuntime().maxMemory();
        if (wanted > most) {
            throw new EmbeddingException("the vectors of all pictures need more than " + (most >> 20)
                    + " MB, and there is no room for them on a disk: make room in " + folder + ", or let "
                    + EmbeddingStore.VARIABLE + " name a folder with room");
        }
        Arena larger = Arena.ofAuto();
        MemorySegment more = larger.allocate(Math.min(most, Math.max(wanted, 2 * memory.byteSize())));
        MemorySegment.copy(memory, 0, more, 0, memory.byteSize());
        memory = more;
    }

    /** All of them, to be read as long as anybody refers to them. */
    MemorySegment map() throws IOException {
        FileChannel written = file;
        return written == null
                ? memory
                : written.map(FileChannel.MapMode.READ_ONLY, 0, count * vectorBytes, Arena.ofAuto());
    }

    @Override
    public void close() {
        try (FileChannel _ = file) {
            // It goes when it is closed; what is mapped of it stays.
        } catch (IOException _) {
            // Then it goes when the system is started again.
        }
    }
}
