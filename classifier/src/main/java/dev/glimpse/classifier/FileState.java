package dev.glimpse.classifier;

import dev.glimpse.nn.NnException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** What a file looked like from outside when it was opened, so that it can be read again later or be known to have changed. */
record FileState(Path file, long size, FileTime modified) {

    static FileState of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileState(file, now.size(), now.lastModifiedTime());
        } catch (NoSuchFileException missing) {
            throw new NnException("there is no file " + file, missing);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /**
     * Checks that the file is still the one that was opened.
     *
     * @throws ClassifierException if it is not
     */
    void requireSame() {
        if (!equals(of(file))) {
            throw new ClassifierException(file + " has changed since it was opened: open it again");
        }
    }
}
