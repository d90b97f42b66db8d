package dev.glimpse.classifier.mend;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Path;

/** A disk on which the process is killed at a given moment, counted from the start. */
final class KilledDisk implements Disk {

    /** How far apart the folders are. */
    enum Reach {
        ONE_FILE_SYSTEM,
        ANOTHER_FILE_SYSTEM
    }

    /** The end of the process. */
    static final class Killed extends Error {}

    private final Reach reach;
    private int moments;

    KilledDisk(int moments, Reach reach) {
        this.moments = moments;
        this.reach = reach;
    }

    @Override
    public void rename(Path from, Path onto) throws IOException {
        if (reach == Reach.ANOTHER_FILE_SYSTEM && !from.resolveSibling("x").equals(onto.resolveSibling("x"))) {
            throw new AtomicMoveNotSupportedException(from.toString(), onto.toString(), "another file system");
        }
        Disk.real().rename(from, onto);
    }

    @Override
    public void force(FileChannel channel) {
        // A killed process takes nothing with it that was written; only a power cut would.
    }

    @Override
    public void reached(Moment moment) {
        if (moments-- == 0) {
            throw new Killed();
        }
    }
}
