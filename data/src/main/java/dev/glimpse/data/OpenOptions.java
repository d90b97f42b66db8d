package dev.glimpse.data;

import dev.glimpse.data.item.Strictness;

/**
 * How to open a dataset.
 *
 * @param strictness what becomes of files that are no readable pictures
 * @param threads how many files are read at once, at least 1
 * @param progress is told how far it is
 */
public record OpenOptions(Strictness strictness, int threads, Progress progress) {

    /** Is told how many of the files have been read. */
    @FunctionalInterface
    public interface Progress {

        /** {@code done} of {@code all} files have been read; called from one thread at a time, in rising order. */
        void at(int done, int all);
    }

    public OpenOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("reading takes at least 1 thread, got " + threads);
        }
    }

    /** Skips unreadable files, reads with every processor, tells nobody. */
    public static OpenOptions usual() {
        return new OpenOptions(Strictness.SKIP, Runtime.getRuntime().availableProcessors(), (int done, int all) -> {});
    }

    /** Refuses a dataset with unreadable files. */
    public OpenOptions strict() {
        return new OpenOptions(Strictness.REFUSE, threads, progress);
    }

    /** Skips unreadable files or refuses them. */
    public OpenOptions strictness(Strictness chosen) {
        return new OpenOptions(chosen, threads, progress);
    }

    /** Reads so many files at once. */
    public OpenOptions threads(int count) {
        return new OpenOptions(strictness, count, progress);
    }

    /** Tells {@code listener} how far it is. */
    public OpenOptions progress(Progress listener) {
        return new OpenOptions(strictness, threads, listener);
    }
}
