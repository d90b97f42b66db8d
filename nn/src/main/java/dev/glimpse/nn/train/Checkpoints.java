package dev.glimpse.nn.train;

import dev.glimpse.nn.NnException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * The folder where a training keeps what it needs to be resumed: {@code last.keras}, {@code best.keras} and, if asked for,
 * {@code epoch-0005.keras} and so on, each a model file of its own.
 *
 * <p>One training at a time may use it. It holds a lock on a file there, which the operating system takes away when the
 * process ends, however it ends.
 */
final class Checkpoints implements AutoCloseable {

    private final Path folder;
    private final FileChannel channel;

    private Checkpoints(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Opens a folder, which is made if it is not there, for this training alone.
     *
     * @throws NnException if another training uses it
     */
    static Checkpoints open(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new NnException("another training writes into " + folder
                        + ": wait until it is over, stop it, or choose another output");
            }
            sweep(folder);
            return new Checkpoints(folder, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for checkpoints cannot be used: " + folder, e);
        }
    }

    /** Takes away what processes that were killed while they wrote a checkpoint left behind. */
    private static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.keras*.part")) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    Path last() {
        return folder.resolve("last.keras");
    }

    Path best() {
        return folder.resolve("best.keras");
    }

    /** Where the weights after an epoch go; epochs are numbered from 1 in file names. */
    Path epoch(int epoch) {
        return folder.resolve(String.format(Locale.ROOT, "epoch-%04d.keras", epoch + 1));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + folder + " cannot be released", e);
        }
    }
}
