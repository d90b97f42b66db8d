package dev.glimpse.classifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The folder beside a model file where its training keeps what it needs to be resumed, and its logs.
 *
 * @param output the model file
 * @param folder where checkpoints and logs go
 */
record RunFolder(Path output, Path folder) {

    /** {@code birds.keras} has {@code birds.run}. */
    static RunFolder of(Path output) {
        String name = output.getFileName().toString();
        String stem = name.endsWith(".keras") ? name.substring(0, name.length() - ".keras".length()) : name;
        return new RunFolder(output, output.resolveSibling(stem + ".run"));
    }

    /** The last checkpoint; there is one only while a training is not over. */
    Path last() {
        return folder.resolve("last.keras");
    }

    /** The head of a training whose second phase is not over, as the first one left it. */
    Path head() {
        return folder.resolve("head.keras");
    }

    /**
     * Checks that the output can be written, and that nothing is lost by beginning here.
     *
     * @throws ClassifierException if an unfinished training would be overwritten, or there is none to resume
     */
    void require(boolean resumes) {
        if (!output.getFileName().toString().endsWith(".keras")) {
            throw new ClassifierException("a model is saved as a .keras file, got " + output + ": add that ending");
        }
        Path parent = output.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new ClassifierException("there is no folder " + parent + " to save the model in: make it first");
        }
        if (Files.isDirectory(output)) {
            throw new ClassifierException(output + " is a folder: name a file to save the model in");
        }
        if (!Files.isWritable(parent)) {
            throw new ClassifierException("the folder " + parent + " cannot be written to: save the model elsewhere");
        }
        if (isInUse()) {
            throw new ClassifierException("another training writes into " + folder
                    + ": wait until it is over, stop it, or choose another output");
        }
        boolean unfinished = Files.exists(last());
        if (resumes && !unfinished) {
            throw new ClassifierException("there is no interrupted training of " + output + " to resume: " + last()
                    + " does not exist; leave --resume away to begin one");
        }
        if (!resumes && unfinished) {
            throw new ClassifierException("a training of " + output + " was interrupted, and is kept in " + folder
                    + ": go on with --resume, or remove that folder to begin anew");
        }
    }

    /** Whether a training holds the lock of the folder at this moment. */
    private boolean isInUse() {
        Path lock = folder.resolve("lock");
        if (!Files.isRegularFile(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            FileLock held = channel.tryLock();
            return held == null;
        } catch (OverlappingFileLockException _) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(lock + " cannot be opened", e);
        }
    }

    /** Takes away what only an unfinished training needs. */
    void finished() {
        try {
            Files.deleteIfExists(last());
            Files.deleteIfExists(folder.resolve("best.keras"));
            Files.deleteIfExists(head());
            Path lock = folder.resolve("lock");
            if (Files.exists(lock)
                    && Files.readAttributes(lock, BasicFileAttributes.class).isRegularFile()) {
                Files.delete(lock);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints in " + folder + " cannot be removed", e);
        }
    }
}
