package dev.glimpse.classifier.mend;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.source.Reasons;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** The right to move pictures of a dataset, which one process has at a time: a locked file in the folder beside it. */
final class FolderLock implements AutoCloseable {

    private static final String NAME = ".lock";

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock, and makes the folder beside the dataset.
     *
     * @throws DataException if another process has it, or the folder cannot be made
     */
    static FolderLock of(MendedFolder folder) {
        Path beside = folder.setAside();
        Path file = beside.resolve(NAME);
        try {
            if (Files.exists(beside, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(beside, LinkOption.NOFOLLOW_LINKS)) {
                throw new DataException(beside + " is no folder, and pictures are set aside there: move it away");
            }
            while (true) {
                Files.createDirectories(beside);
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                Object opened = key(file);
                if (!isLocked(channel)) {
                    channel.close();
                    throw new DataException("another glimpse data apply is moving pictures of " + folder.dataset()
                            + ": wait until it is over");
                }
                // Who had it before may have removed the file, and a third one made it again.
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Objects.equals(opened, key(file))) {
                    return new FolderLock(file, channel);
                }
                channel.close();
            }
        } catch (IOException e) {
            throw new DataException(
                    "cannot write into " + beside + ", where pictures are set aside: " + Reasons.of(e), e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return key == null ? file : key;
    }

    /** Gives it back, and removes the folder if nothing was set aside. */
    @Override
    public void close() throws IOException {
        Path beside = Objects.requireNonNull(file.getParent());
        try (var names = Files.newDirectoryStream(beside)) {
            boolean used = false;
            for (Path name : names) {
                used |= !name.equals(file);
            }
            if (!used) {
                Files.delete(file);
                Files.delete(beside);
            }
        } catch (IOException _) {
            // Windows removes no file that is open; an empty folder does no harm.
        } finally {
            channel.close();
        }
    }
}
