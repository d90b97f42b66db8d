package dev.glimpse.nn.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are either there as a whole or not at all, however a process ends. */
public final class WholeFile {

    private WholeFile() {}

    /** Writes the bytes of a file. */
    @FunctionalInterface
    public interface Content {

        /** Writes everything to {@code out}, and does not close it. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes beside the target, forces it to the disk, and moves it into place.
     *
     * @throws IOException if that fails; the target is then what it was before
     */
    public static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
        Path beside = Files.createTempFile(folder, "." + absolute.getFileName(), ".part");
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                OutputStream out = Channels.newOutputStream(channel);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            readableAs(absolute, beside);
            move(beside, absolute);
            force(folder);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** A temporary file is its owner's alone; the one that takes its place is as readable as any new file. */
    private static void readableAs(Path target, Path beside) throws IOException {
        try {
            if (Files.exists(target)) {
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(target));
            } else {
                Path probe = target.resolveSibling(beside.getFileName() + ".mode");
                Files.createFile(probe);
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(probe));
                Files.delete(probe);
            }
        } catch (UnsupportedOperationException _) {
            // A file system without such permissions has nothing to adjust.
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Windows opens no folders; there the move itself is as durable as it gets.
        }
    }
}
