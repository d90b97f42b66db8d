package dev.glimpse.classifier.mend;

import dev.glimpse.classifier.mend.Disk.Moment;
import dev.glimpse.data.fetch.Checksum;
import dev.glimpse.data.item.DataException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Moves single files so that whatever happens, each is whole at one of its two names.
 *
 * <p>The new name is taken by an empty file first, which fails if anybody has it, and the file is renamed onto that. Between file
 * systems it is copied beside, forced to the disk and compared before it takes its name; only then the old one goes.
 */
final class Mover {

    /** How a transfer that was begun has ended. */
    enum End {
        /** The file has its new name. */
        MOVED,
        /** The file has its old name, or neither: nothing of it is ours any more. */
        GIVEN_UP
    }

    private final MendedFolder folder;
    private final Disk disk;

    Mover(MendedFolder folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /**
     * Moves a file.
     *
     * @throws DataException if it is not what it was, or its new name has been taken meanwhile
     */
    void move(Transfer transfer) throws IOException {
        folder.requireNoDetour(transfer.from());
        folder.requireNoDetour(transfer.to());
        Path from = folder.path(transfer.from());
        Path to = folder.path(transfer.to());
        if (!folder.holds(transfer.from(), transfer.sha256())) {
            throw new DataException(folder.words(transfer.from()) + " was changed or moved this moment");
        }
        Files.createDirectories(parent(to));
        try {
            Files.createFile(to);
        } catch (FileAlreadyExistsException e) {
            throw new DataException(folder.words(transfer.to()) + " was made by somebody else this moment", e);
        }
        disk.reached(Moment.RESERVED);
        bring(from, to, transfer.sha256());
    }

    /** Moves onto a name that is ours: an empty file of that name, or our own copy, may be there. */
    private void bring(Path from, Path to, String sha256) throws IOException {
        try {
            disk.rename(from, to);
        } catch (AtomicMoveNotSupportedException _) {
            copy(from, to, sha256);
        }
        force(parent(to));
        force(parent(from));
        disk.reached(Moment.RENAMED);
    }

    private void copy(Path from, Path to, String sha256) throws IOException {
        Path part = part(to);
        Files.deleteIfExists(part);
        Files.copy(from, part, StandardCopyOption.COPY_ATTRIBUTES);
        forceFile(part);
        if (!Checksum.sha256(part).hex().equals(sha256)) {
            Files.delete(part);
            throw new DataException(from + " was changed while it was copied, or the copy failed");
        }
        disk.rename(part, to);
        force(parent(to));
        disk.reached(Moment.COPIED);
        Files.delete(from);
    }

    /** Brings a transfer to an end that was begun and perhaps cut short: the whole file at its new name, if that can still be. */
    End finish(Transfer transfer) throws IOException {
        Path from = folder.path(transfer.from());
        Path to = folder.path(transfer.to());
        folder.requireNoDetour(transfer.from());
        folder.requireNoDetour(transfer.to());
        Files.deleteIfExists(part(to));
        boolean isThere = folder.isTaken(transfer.from());
        boolean arrived = folder.holds(transfer.to(), transfer.sha256());
        if (!isThere && arrived) {
            return End.MOVED;
        }
        boolean wasCopied = arrived && Files.size(to) > 0;
        if (isThere && folder.holds(transfer.from(), transfer.sha256())) {
            if (wasCopied) {
                Files.delete(from);
                return End.MOVED;
            }
            if (isReserved(to)) {
                bring(from, to, transfer.sha256());
                return End.MOVED;
            }
            return End.GIVEN_UP;
        }
        if (isReserved(to)) {
            Files.delete(to);
        }
        return End.GIVEN_UP;
    }

    /** After a failure: the file keeps its old name, and the new one is free again. */
    void abandon(Transfer transfer) throws IOException {
        Path to = folder.path(transfer.to());
        Files.deleteIfExists(part(to));
        boolean unmoved = folder.holds(transfer.from(), transfer.sha256());
        if (unmoved && (isReserved(to) || folder.holds(transfer.to(), transfer.sha256()))) {
            Files.delete(to);
        }
    }

    /** Removes folders that were made for a transfer, those that nobody uses. */
    void removeEmpty(Transfer transfer) throws IOException {
        for (String name : transfer.makes().reversed()) {
            try {
                Path made = folder.path(new Spot(transfer.to().place(), name));
                if (Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(made);
                }
            } catch (DirectoryNotEmptyException | NoSuchFileException | NotDirectoryException _) {
                // Somebody uses it, or has removed it before.
            }
        }
    }

    private static boolean isReserved(Path path) throws IOException {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) == 0;
    }

    private static Path part(Path to) {
        return to.resolveSibling("." + to.getFileName() + ".glimpse-part");
    }

    private void forceFile(Path file) throws IOException {
        StandardOpenOption access = Files.isWritable(file) ? StandardOpenOption.WRITE : StandardOpenOption.READ;
        try (FileChannel channel = FileChannel.open(file, access)) {
            disk.force(channel);
        }
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file in a folder");
    }

    private void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            disk.force(channel);
        } catch (IOException _) {
            // Windows opens no folders; there a rename is as durable as it gets.
        }
    }
}
