package dev.glimpse.classifier.mend;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What moving asks of a disk, so that a test can be one that fails, or a process that ends. */
interface Disk {

    /** The moments between which a process can be killed. */
    enum Moment {
        INTENDED,
        RESERVED,
        COPIED,
        RENAMED,
        DONE
    }

    /**
     * Renames a file over another one, in one piece.
     *
     * @throws java.nio.file.AtomicMoveNotSupportedException if they are on different file systems
     */
    void rename(Path from, Path onto) throws IOException;

    /** Brings to the disk what was written. */
    default void force(FileChannel channel) throws IOException {
        channel.force(true);
    }

    /** Is told what has been reached. */
    default void reached(Moment moment) {}

    /** The disk that there is. */
    static Disk real() {
        return (from, onto) -> Files.move(from, onto, StandardCopyOption.ATOMIC_MOVE);
    }
}
