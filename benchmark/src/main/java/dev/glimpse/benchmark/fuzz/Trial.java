package dev.glimpse.benchmark.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens cases one after the other, and measures each.
 *
 * <p>Each is written to a file first, which stays if the process dies in native code. A case that does not end is a
 * failure of its own.
 */
public final class Trial implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Reader reader;
    private final long seed;
    private final Path file;
    private final ResidentMemory memory = ResidentMemory.ofThisProcess();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

    /** Trials of a reader; {@code folder} gets the file of the case that is being opened. */
    public Trial(Reader reader, long seed, Path folder) {
        this.reader = reader;
        this.seed = seed;
        file = folder.resolve("case-" + reader.name());
        // What is loaded once is no case's fault.
        ended(reader.seeds().getFirst(), 0);
    }

    /** Opens the case of this number. */
    public Outcome open(int number) {
        return ended(reader.made(seed, number), number);
    }

    private Outcome ended(byte[] content, int number) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Future<Outcome> outcome = thread.submit(() -> measured(number));
        try {
            return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("case " + number + " of seed " + seed + " does not end: " + file, e);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("case " + number + " of seed " + seed + ": " + file, e);
        }
    }

    private Outcome measured(int number) {
        long id = Thread.currentThread().threadId();
        memory.begin();
        long bytes = THREADS.getThreadAllocatedBytes(id);
        long nanos = THREADS.getCurrentThreadCpuTime();
        Optional<Throwable> thrown = Optional.empty();
        try {
            reader.opening().open(file);
        } catch (Throwable any) {
            thrown = Optional.of(any);
        }
        double seconds = (THREADS.getCurrentThreadCpuTime() - nanos) / 1e9;
        long taken = THREADS.getThreadAllocatedBytes(id) - bytes;
        return new Outcome(number, thrown, seconds, Math.max(taken, memory.grown()));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
