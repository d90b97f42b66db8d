package dev.glimpse.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Closes a stream that has brought nothing for too long, which ends the read that waits for it. */
final class StallGuard implements AutoCloseable {

    private final InputStream guarded;
    private final Duration longest;
    private final Thread watch;
    private volatile long lastMove = System.nanoTime();
    private volatile boolean struck;

    StallGuard(InputStream guarded, Duration longest) {
        this.guarded = guarded;
        this.longest = longest;
        this.watch = Thread.ofVirtual().name("stall-guard").start(this::watch);
    }

    /** Says that something has come. */
    void moved() {
        lastMove = System.nanoTime();
    }

    /** Whether this is why the stream is closed. */
    boolean hasStruck() {
        return struck;
    }

    private void watch() {
        try {
            while (true) {
                long left = longest.toNanos() - (System.nanoTime() - lastMove);
                if (left <= 0) {
                    struck = true;
                    guarded.close();
                    return;
                }
                Thread.sleep(Duration.ofNanos(left));
            }
        } catch (InterruptedException _) {
            // The transfer is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
