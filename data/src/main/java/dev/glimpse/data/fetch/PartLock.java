package dev.glimpse.data.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Optional;

/** The right to write a file that is being fetched, which one program or thread at most has. */
record PartLock(Optional<FileLock> lock) implements AutoCloseable {

    /** The lock of a file; not held if somebody else has it. */
    static PartLock of(FileChannel channel) throws IOException {
        try {
            return new PartLock(Optional.ofNullable(channel.tryLock()));
        } catch (OverlappingFileLockException _) {
            // The other one is a thread of this program.
            return new PartLock(Optional.empty());
        }
    }

    boolean isHeld() {
        return lock.isPresent();
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
